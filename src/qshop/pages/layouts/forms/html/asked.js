/* Which questions this visit is asked: the same rules as when it is taken in (qshop.visits.applicable). */

/** What the site of a visit has on its day; until a day is given, what it has had from the beginning. */
function tagsOf(visit) {
  const begun = (facts.sites[visit.site] ?? []).filter(([from]) => from <= visit.date);
  return begun.at(-1)?.[1] ?? [];
}

/** Whether a visit has what `applies` asks for: every key must be met, one entry of each list suffices, also of `any`. */
function meets(applies, visit) {
  const shares = (wanted, has) => !wanted || wanted.some((one) => has.includes(one));
  return (
    shares(applies.tags, tagsOf(visit)) &&
    shares(applies.sites, [visit.site]) &&
    !(applies.not_sites ?? []).includes(visit.site) &&
    shares(applies.scenario, [visit.scenario]) &&
    shares(applies.channel, [visit.channel]) &&
    (!applies.any || applies.any.some((alternative) => meets(alternative, visit)))
  );
}

/** Whether earlier answers meet a condition. */
function holds(when, answers) {
  if (when.question) return (answers.get(when.question) ?? "").split(" ").some((one) => when.is.includes(one));
  return when.all ? when.all.every((part) => holds(part, answers)) : when.any.some((part) => holds(part, answers));
}

/** The questions that are asked, in order, with their answers; what is hidden answers no condition either. */
function asked() {
  const visit = { ...facts.known };
  for (const field of facts.fields) visit[field.id] = raw(field.id);
  const answers = new Map();
  for (const question of questions) {
    const served = visit.status !== "no_service" || question.access;
    const meant = question.applies.every((applies) => meets(applies, visit));
    if (served && meant && question.when.every((when) => holds(when, answers)))
      answers.set(question.id, read(question).text);
  }
  return answers;
}
