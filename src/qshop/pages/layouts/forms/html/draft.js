/* The answers of a visit, kept in the browser until a new visit is started. The browser may refuse, and another tab meddle. */

const VIEW = `${facts.draft} view`;
const draft = { known: null, saved: "", disputed: false, lost: false };

/** Do something with the browser's store; where it refuses, the answers are not kept, and the page says so. */
function stored(deed) {
  try {
    deed(window.localStorage);
    draft.lost = false;
  } catch {
    draft.lost = true;
  }
  byId("not-kept").hidden = !draft.lost;
}

/** Take up what was kept before; tell whether there was anything but the visit's number. */
function takeUp() {
  typed.clear();
  stored((store) => (draft.known = store.getItem(facts.draft)));
  const kept = parsed(draft.known);
  for (const [name, value] of Object.entries(kept.typed ?? {})) typed.set(name, String(value));
  draft.saved = String(kept.saved ?? "");
  return typed.size > 1;
}

function parsed(kept) {
  try {
    return JSON.parse(kept) ?? {};
  } catch {
    return {};
  }
}

/** Keep what is typed now, unless another tab has kept something else since: then the shopper decides. */
function keep() {
  const now = JSON.stringify({ format: 1, typed: Object.fromEntries(typed), saved: draft.saved });
  stored((store) => {
    if (draft.disputed || store.getItem(facts.draft) !== draft.known) return dispute(true);
    store.setItem(facts.draft, now);
    draft.known = now;
  });
}

function dispute(open) {
  draft.disputed = open;
  byId("other-tab").hidden = !open;
}

/** Overrule the other tab. */
function keepMine() {
  stored((store) => (draft.known = store.getItem(facts.draft)));
  dispute(false);
  keep();
}

/** Forget the visit; nothing of it stays in the browser. */
function forget() {
  stored((store) => store.removeItem(facts.draft));
  typed.clear();
  Object.assign(draft, { known: null, saved: "" });
  dispute(false);
}

/** What is seen (language, step) is kept apart: there the last tab wins. It may also be lost, and no answer with it. */
function keepView(view) {
  try {
    window.localStorage.setItem(VIEW, JSON.stringify(view));
  } catch {
    return;
  }
}

function keptView() {
  try {
    return parsed(window.localStorage.getItem(VIEW));
  } catch {
    return {};
  }
}
