/* What is typed, as it is recorded; and why it cannot be (a key of the page's texts), as qshop.programme.answers says. */

const MEASURE = /^[0-9]{1,15}(\.[0-9]{1,15})?$/;
const DAY = /^2[0-9]{3}-[0-9]{2}-[0-9]{2}$/; // where 26 is typed for 2026, browsers give 0026
const CLOCK = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const NO_CODE = /[/\\]|\p{C}|\p{Zl}|\p{Zp}|(?! )\p{Zs}/u;

const sound = (recorded) => ({ text: recorded, fault: "" });
const faulty = (fault) => ({ text: "", fault });

/** A measure may be typed with a decimal comma and is recorded with a point. */
const plain = (name) => raw(name).trim().replace(",", ".");

const measure = (recorded, fault) => (!recorded || MEASURE.test(recorded) ? sound(recorded) : faulty(fault));

/** A mark is a number up to the full mark, with two decimals at most. */
function outOf(question) {
  const typed = plain(question.id);
  const known = MEASURE.test(typed) && /^[0-9]+(\.[0-9]{1,2}0*)?$/.test(typed) && Number(typed) <= question.full_mark;
  return !typed || known ? sound(typed) : faulty(`question.${question.id}.fault`);
}

/** Minutes and seconds, recorded in seconds; the digits after the point stay as typed. */
function duration(question) {
  const [minutes, seconds] = [plain(`${question.id}:minutes`), plain(`${question.id}:seconds`)];
  if (!minutes) return measure(seconds, "form.fault_duration");
  if (!/^[0-9]{1,6}$/.test(minutes) || !MEASURE.test(seconds || "0")) return faulty("form.fault_duration");
  const [whole, part] = (seconds || "0").split(".");
  return measure(String(60 * Number(minutes) + Number(whole)) + (part ? `.${part}` : ""), "form.fault_duration");
}

function time(name) {
  const unfinished = controls(name).some((control) => control.validity.badInput);
  const value = raw(name).slice(0, 5);
  return unfinished || (value && !CLOCK.test(value)) ? faulty("form.fault_time") : sound(value);
}

const READ = {
  number: (question) =>
    question.full_mark === null ? measure(plain(question.id), "form.fault_number") : outOf(question),
  duration,
  time: (question) => time(question.id),
  text: (question) => sound(raw(question.id).trim() ? raw(question.id) : ""),
};

/** What is recorded as the answer to a question; blank where there is none. */
function read(question) {
  if (raw(`${question.id}:na`)) return sound("na");
  return READ[question.type]?.(question) ?? sound(raw(question.id));
}

/** Whether an answer asks for a comment. */
const wantsComment = (question, answer) => answer.split(" ").some((one) => question.comment.includes(one));

/** Names of the controls that a question is answered with. */
const answeredBy = (question) =>
  question.type === "duration"
    ? [`${question.id}:minutes`, `${question.id}:seconds`, `${question.id}:na`]
    : [question.id, `${question.id}:na`];

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function date(name) {
  const unfinished = controls(name).some((control) => control.validity.badInput);
  if (unfinished || (raw(name) && !DAY.test(raw(name)))) return faulty("form.fault_date");
  return raw(name) > today() ? faulty("form.fault_future") : sound(raw(name));
}

/** A code is exact text of 1 to 64 printable characters without / and \; the space around it is taken off. */
function code(name) {
  const recorded = raw(name).trim().normalize("NFC");
  if ([...recorded].length > 64 || NO_CODE.test(recorded)) return faulty("form.fault_code");
  return name !== "shopper" || !recorded || hasForm(recorded, name) ? sound(recorded) : faulty("hint.shopper");
}

/** Whether the whole of a code of staff or of a shopper has the form by which it is told from a name. */
const hasForm = (recorded, whose) => new RegExp(`^(?:${facts.codes[whose]})$`).test(recorded);

/** Codes of staff, parted by one space. */
function codes(name) {
  const all = raw(name).trim().normalize("NFC").split(/\s+/);
  if (all.some((one) => [...one].length > 64 || NO_CODE.test(one))) return faulty("form.fault_code");
  return all.every((one) => !one || hasForm(one, "staff")) ? sound(all.join(" ")) : faulty("hint.staff");
}

const FIELD = { text: code, date, time, choice: (name) => sound(raw(name)) };

/** What is recorded in a field of the visit. */
function readField(field) {
  const found = FIELD[field.kind](field.id);
  return field.required && !found.text && !found.fault ? faulty("form.fault_required") : found;
}
