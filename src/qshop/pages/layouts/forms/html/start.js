/* Bring the page to life: every event is met here. */

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A visit number that nobody else is likely to have: 50 bits, without letters that look alike. */
function newNumber() {
  const bytes = new Uint8Array(10);
  if (window.crypto?.getRandomValues) window.crypto.getRandomValues(bytes);
  else bytes.forEach((_, place) => (bytes[place] = Math.floor(Math.random() * 256)));
  const letters = [...bytes].map((byte) => LETTERS[byte % 32]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Show what is asked now, and hide the rest; what is hidden stays in the browser. */
function refresh() {
  const answers = asked();
  for (const question of questions) {
    const answer = answers.get(question.id);
    byId(`question-${question.id}`).hidden = answer === undefined;
    const given = answeredBy(question).some((name) => raw(name));
    document.querySelector(`[data-clear="${question.id}"]`).hidden = !given;
    if (question.comment.length) byId(`comment-of-${question.id}`).hidden = !wantsComment(question, answer ?? "");
    const evidence = byId(`noted-${question.id}`);
    if (evidence) {
      const name = raw(`${question.id}_evidence`);
      evidence.hidden = !name;
      put(evidence.querySelector("span"), "form.evidence_noted", { name });
    }
  }
  const open = new Set(steps());
  for (const item of document.querySelectorAll("[data-stage]"))
    item.hidden = raw("site") !== "" && !open.has(`stage-${item.dataset.stage}`);
  for (const card of document.querySelectorAll("[data-scenario]"))
    card.hidden = card.dataset.scenario !== (facts.known.scenario ?? raw("scenario"));
  for (const field of document.querySelectorAll(".staff")) field.hidden = !asksForStaff();
  for (const control of form.querySelectorAll("input[type=date], input[type=time]"))
    control.classList.toggle("blank", !control.value);
  document.documentElement.classList.toggle("begun", typed.size > 1);
  countSteps();
}

/** Take over what was just typed. A tick on “does not apply” takes back what stands beside it, and the other way round. */
function take(control) {
  if (!control.name) return;
  if (control.type === "checkbox" && control.checked)
    for (const other of controls(control.name)) other.checked &&= (other.value === "na") === (control.value === "na");
  typed.set(control.name, reading(control));
  const [id, part] = control.name.split(":");
  if (part === "na" && control.checked) clear(id, control.name);
  else if (part !== "na" && raw(`${id}:na`)) set(`${id}:na`, "");
  change();
}

/** A change is kept and shown; a fault that is mended no longer shows, and what was saved before is no longer the visit. */
function change() {
  const still = faults().filter((fault) => !byId(`fault-${fault.name}`).hidden);
  mark(still);
  say();
  byId("saved").hidden = true;
  byId("saved-before").hidden = true;
  draft.saved = "";
  keep();
  refresh();
}

function set(name, value) {
  typed.set(name, value);
  for (const control of controls(name)) {
    if (isTick(control)) control.checked = control.value === value;
    else control.value = value;
  }
}

/** Take an answer back: a blank is neither a yes nor a no. */
function clear(id, except = "") {
  const question = questions.find((one) => one.id === id);
  for (const name of answeredBy(question).filter((one) => one !== except)) set(name, "");
}

/** Show everything anew: after loading, another tab's answers, or a new visit. */
function renew() {
  if (!raw("visit_id")) {
    typed.set("visit_id", newNumber());
    keep();
  }
  fill();
  mark([]);
  byId("saved").hidden = true;
  byId("saved-before").hidden = !draft.saved;
  speakAnew(language);
}

function speakAnew(chosen) {
  const wrong = faults().filter((fault) => !byId(`fault-${fault.name}`).hidden);
  speak(chosen);
  mark(wrong);
  put(byId("saved-before-as"), "form.saved_before", { name: draft.saved });
  put(byId("saved-as"), "form.saved", { name: draft.saved });
  say();
  refresh();
  if (shown === REVIEW) review();
}

async function newVisit() {
  if (!(await sure("form.new_visit_sure", "form.remove"))) return;
  forget();
  renew();
  go(VISIT);
}

const CLICKS = {
  "[data-language]": (button) => {
    speakAnew(button.dataset.language);
    keepView({ language, step: shown });
  },
  "[data-clear]": (button) => {
    clear(button.dataset.clear);
    change();
    focusOn(byId(`question-${button.dataset.clear}`));
  },
  "[data-remove]": (button) => {
    byId(`evidence-${button.dataset.remove}`).value = "";
    typed.set(`${button.dataset.remove}_evidence`, "");
    change();
    byId(`evidence-${button.dataset.remove}`).focus();
  },
  "[data-save]": (button) => save(button.dataset.save),
  "[data-new-visit]": newVisit,
  "#back": goBack,
  "#next": goOn,
  "#keep-mine": keepMine,
  "#take-theirs": () => {
    takeUp();
    dispute(false);
    renew();
    display(shown);
  },
  "#sure button": (button) => byId("sure").close(button.value),
};

document.addEventListener("click", (event) => {
  for (const [selector, deed] of Object.entries(CLICKS)) {
    const button = [...document.querySelectorAll(selector)].find((one) => one.contains(event.target));
    if (button) deed(button);
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const { evidence } = event.target.dataset;
  if (evidence) {
    typed.set(`${evidence}_evidence`, event.target.files[0]?.name ?? "");
    change();
  } else take(event.target);
});
byId("date").addEventListener("focus", ({ target }) => {
  if (target.max !== today()) target.max = today(); // not twice a day: a browser drops a half-typed date then
});
window.addEventListener("hashchange", () => show(window.location.hash.slice(1)));
window.addEventListener("storage", (event) => {
  if ((event.key === facts.draft || event.key === null) && event.newValue !== draft.known) dispute(true);
});
window.addEventListener("beforeunload", (event) => {
  if ((draft.lost || draft.disputed) && typed.size > 1 && !draft.saved) event.preventDefault();
});

function start() {
  document.documentElement.classList.add("live");
  const view = keptView();
  const wanted = [view.language, new URLSearchParams(window.location.search).get("lang")];
  language = wanted.find((one) => Object.hasOwn(facts.words, one ?? "")) ?? language;
  const before = takeUp();
  renew();
  const target = display(window.location.hash.slice(1) || view.step || VISIT);
  if (target) focusOn(target);
  if (before) say("form.restored");
}

start();
