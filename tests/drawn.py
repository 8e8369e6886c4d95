"""What tests read in a drawing: its texts, and whether it is whole, stands alone and stays within its frame."""

from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"


def texts(svg):
    """Return every text that is seen, in the order in which it is drawn."""
    root = ElementTree.fromstring(svg)
    return [one.text for one in root.iter(f"{NAMESPACE}text") if one.get("aria-hidden") is None]


def shapes(svg, tag):
    """Return the attributes of every element of a kind."""
    return [one.attrib for one in ElementTree.fromstring(svg).iter(f"{NAMESPACE}{tag}")]


def fault(drawing):
    """Return what is wrong with a drawing; an empty text if nothing is."""
    root = ElementTree.fromstring(drawing.svg)
    left, top, width, height = map(float, root.get("viewBox").split())
    names = [one.get("id") for one in root.iter() if one.get("id")]
    marks = [one for one in root.iter(f"{NAMESPACE}rect") if float(one.get("x")) + float(one.get("width")) > width]
    wrong = {
        "no image": root.get("role") != "img",
        "untitled": root.findtext(f"{NAMESPACE}title") != drawing.title,
        "undescribed": root.findtext(f"{NAMESPACE}desc") != drawing.description,
        "with ids, which a page may have twice": bool(names),
        "reaching outside": "href" in drawing.svg or "url(" in drawing.svg or "style=" in drawing.svg,
        "beyond its frame": bool(marks) or (left, top) != (0, 0) or height <= 0,
        "uneven": any(len(row) != len(drawing.table.header) for row in drawing.table.rows),
    }
    return ", ".join(name for name, is_so in wrong.items() if is_so)
