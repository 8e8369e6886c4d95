"""Make workbooks for tests: whole ones as a spreadsheet program writes them, and ones of any XML at all."""

import csv
import io
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlsxwriter

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATES = (
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs>'
)


def workbook(*rows, sheet="Sheet1", **options):
    """Write rows of texts and numbers as XlsxWriter does; `None` leaves a cell out."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    (page.write_string if isinstance(cell, str) else page.write_number)(at, column, cell)
    return buffer.getvalue()


def typed(table, *merged):
    """Make a workbook of CSV text as if it had been typed: `=` begins a formula, never calculated; `#N/A` is an error."""
    buffer, book = io.BytesIO(), openpyxl.Workbook()
    for row in csv.reader(table.splitlines()):
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(buffer)
    return buffer.getvalue()


def packed(files):
    """Pack files (path → text or bytes) into a ZIP."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def parts(rows="", *, after="", before="", strings=(), styles=DATES, settings="", sheets=None):
    """Give the parts of a workbook whose first sheet has the XML `rows`, `before` and `after` round it."""
    names = sheets or {"Sheet1": "visible"}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, (name, state) in enumerate(names.items(), 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    rest = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in ("sharedStrings", "styles")
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}{rest}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in strings)}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            for n in range(2, len(names) + 1)
        },
    }


def raw_workbook(rows="", **options):
    """Pack a workbook whose first sheet has the XML `rows`; see `parts`."""
    return packed(parts(rows, **options))


def text_row(number, *texts, more=""):
    """Write a row of texts as XML."""
    cells = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}{more}</row>'
