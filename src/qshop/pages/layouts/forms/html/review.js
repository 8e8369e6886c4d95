/* What is wrong or missing, and the finished visit as a file. */

/** Everything that keeps the visit from being saved: the element it is at, the control, and the reason. */
function faults() {
  const found = facts.fields.map((field) => ({
    place: `field-${field.id}`,
    name: field.id,
    fault: readField(field).fault,
  }));
  const answers = asked();
  for (const stage of facts.stages) {
    const open = stage.questions.filter((question) => answers.has(question.id));
    for (const question of open) {
      const place = `question-${question.id}`;
      const noted = !answers.get(question.id) && raw(`${question.id}_evidence`) ? "form.fault_answer" : "";
      found.push({ place, name: question.id, fault: read(question).fault || noted });
      const missing = wantsComment(question, answers.get(question.id)) && !raw(`${question.id}_comment`).trim();
      found.push({ place, name: `${question.id}_comment`, fault: missing ? "form.fault_comment" : "" });
    }
    const name = `${stage.id}_staff`;
    if (open.length && asksForStaff()) found.push({ place: `field-${name}`, name, fault: codes(name).fault });
  }
  return found.filter((one) => one.fault);
}

/** Staff are named only on visits since they were told of them. */
const asksForStaff = () => facts.staff_from !== "" && raw("date") >= facts.staff_from;

/** Show the faults given beside their controls, and no others. */
function mark(wrong) {
  for (const place of document.querySelectorAll(".fault")) place.hidden = true;
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const { name, fault } of wrong) {
    put(byId(`fault-${name}`), fault);
    byId(`fault-${name}`).hidden = false;
    const question = questions.find((one) => one.id === name);
    for (const control of (question ? answeredBy(question) : [name]).flatMap(controls))
      if (!isTick(control)) control.setAttribute("aria-invalid", "true");
  }
}

/** List what must be put right and what is not answered, each with a link to its place. */
function review() {
  const answers = asked();
  const wrong = faults();
  const blank = questions.filter((question) => answers.get(question.id) === "" && !read(question).fault);
  list(
    "put-right",
    wrong.map(({ place, fault }) => link(place, fault)),
  );
  list(
    "unanswered",
    blank.map(({ id, required }) => link(`question-${id}`, ...(required ? [] : ["form.optional"]))),
  );
  byId("all-answered").hidden = wrong.length + blank.length > 0;
}

function list(id, items) {
  byId(id)
    .querySelector("ul")
    .replaceChildren(...items);
  byId(id).hidden = items.length === 0;
}

/** A link to a place by its label, with more to say behind it. */
function link(place, ...more) {
  const [item, anchor] = [document.createElement("li"), document.createElement("a")];
  const label = byId(place).querySelector("legend, label").querySelector("[data-say]").dataset.say;
  const said = [label, ...more].map((key) => put(document.createElement("span"), key));
  anchor.href = `#${place}`;
  anchor.append(...said.flatMap((one) => [" ", one]).slice(1));
  item.append(anchor);
  return item;
}

/** The visit under its columns; what was not asked is blank, whatever is kept of it. */
function record() {
  const cells = new Map(Object.entries(facts.known));
  for (const field of facts.fields) cells.set(field.id, readField(field).text);
  const answers = asked();
  for (const [id, answer] of answers) {
    const question = questions.find((one) => one.id === id);
    cells.set(id, answer);
    if (wantsComment(question, answer)) cells.set(`${id}_comment`, raw(`${id}_comment`));
    cells.set(`${id}_evidence`, raw(`${id}_evidence`));
    if (asksForStaff()) cells.set(`${question.stage}_staff`, codes(`${question.stage}_staff`).text);
  }
  return facts.columns.map((column) => [column, cells.get(column) ?? ""]);
}

const quoted = (cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\n";

const FORMATS = {
  csv: (cells) => ["text/csv", quoted(cells.map(([column]) => column)) + quoted(cells.map(([, cell]) => cell))],
  json: (cells) => [
    "application/json",
    `${JSON.stringify({ format: 1, visits: [Object.fromEntries(cells)] }, null, 2)}\n`,
  ],
};

/** Hand the visit over as a file; faults must be put right first, blanks only be meant. */
async function save(format) {
  mark(faults());
  review();
  const wrong = faults().length;
  say(wrong ? "form.faults_left" : "", { n: wrong });
  if (wrong) return byId("put-right").querySelector("a").focus();
  const blank = questions.filter((question) => question.required && asked().get(question.id) === "").length;
  if (blank && !(await sure("form.blanks", "form.save_anyway", { n: blank }))) return;
  const cells = record();
  const [type, content] = FORMATS[format](cells);
  const number = new Map(cells).get("visit_id").replaceAll(/[^\p{L}\p{N}._-]/gu, "_");
  draft.saved = `${facts.file}-${number}.${format}`;
  keep();
  download(draft.saved, type, content);
  handIn(content);
}

function download(name, type, content) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([content], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

/** Say what to do with the file, and which others go with it. */
function handIn(content) {
  put(byId("saved-as"), "form.saved", { name: draft.saved });
  byId("saved-text").value = content;
  const files = record().filter(([column, cell]) => column.endsWith("_evidence") && cell);
  list(
    "saved-with",
    files.map(([, name]) => Object.assign(document.createElement("li"), { textContent: name })),
  );
  byId("saved").hidden = false;
  byId("saved").focus();
}

/** Ask whether something is really meant. */
function sure(question, yes, values = {}) {
  const dialog = byId("sure");
  put(byId("sure-question"), question, values);
  put(byId("sure-yes"), yes);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }),
  );
}
