/* One step at a time. The address names what is shown (#stage-desk, #question-greeted), so the browser's Back works. */

const VISIT = "the-visit";
const REVIEW = "the-review";
let shown = VISIT;

/** The steps of this visit: a stage without a question to ask is none. */
function steps() {
  const answers = asked();
  const stages = facts.stages.filter((stage) => stage.questions.some((question) => answers.has(question.id)));
  return [VISIT, ...stages.map((stage) => `stage-${stage.id}`), REVIEW];
}

/** Show the step that holds the element of an id, or else the first one; give the element itself, if it is shown. */
function display(id) {
  const target = byId(id);
  const step = target?.closest(".step");
  const known = step && steps().includes(step.id) && !target.hidden;
  shown = known ? step.id : VISIT;
  for (const section of document.querySelectorAll(".step")) section.classList.toggle("current", section.id === shown);
  if (shown === REVIEW) review();
  keepView({ language, step: shown });
  countSteps();
  return known && step !== target ? target : null;
}

/** Show what an id names, and take the keyboard there: to the element, or to the step's heading. */
function show(id) {
  const target = display(id);
  say();
  if (target) return focusOn(target);
  byId(shown).querySelector("h2").focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function focusOn(target) {
  const usable = (control) => !control.disabled && control.type !== "button" && control.offsetParent !== null;
  const wrong = target.querySelector("[aria-invalid=true]");
  (wrong ?? [...target.querySelectorAll("input, select, textarea")].find(usable))?.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

function countSteps() {
  const all = steps();
  const n = all.indexOf(shown) + 1;
  put(byId("step"), "form.step", { n, m: all.length });
  byId("done").max = all.length;
  byId("done").value = n;
  byId("back").hidden = shown === VISIT;
  byId("next").hidden = shown === REVIEW;
}

/** Go to an id by its address; the same address again is shown again. */
function go(id) {
  if (window.location.hash === `#${id}`) show(id);
  else window.location.hash = id;
}

const goBack = () => go(steps()[steps().indexOf(shown) - 1]);

/** Go on, unless something on this step must be put right first. */
function goOn() {
  const wrong = faults().filter((fault) => byId(fault.place).closest(".step").id === shown);
  mark(wrong);
  say(wrong.length ? "form.faults" : "", { n: wrong.length });
  if (wrong.length) focusOn(byId(wrong[0].place));
  else go(steps()[steps().indexOf(shown) + 1]);
}

/** Tell what has happened, to eyes and ears alike; without a key, nothing. */
function say(key = "", values = {}) {
  return put(byId("said"), key, values);
}
