"use strict";

/* The page: what it was built with, the chosen language, and the controls by their names. */

const facts = JSON.parse(document.getElementById("facts").textContent);
const questions = facts.stages.flatMap((stage) =>
  stage.questions.map((question) => ({ ...question, stage: stage.id })),
);
const form = document.getElementById("form");
const byId = (id) => document.getElementById(id);

/** What was typed or ticked, as it stands in the controls, by their name. Several ticks are parted by a space. */
const typed = new Map();
const raw = (name) => typed.get(name) ?? "";

let language = document.documentElement.lang;

/** A text of the page in the chosen language, its braces filled in; `n` chooses the plural form where it has some. */
function text(key, values = {}) {
  const words = facts.words[language];
  const form = "n" in values ? new Intl.PluralRules(facts.languages[language].sentences.lang).select(values.n) : "";
  const sentence = words[`${key}.${form}`] ?? words[key] ?? "";
  return Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, () => value), sentence);
}

/** Write a text into an element, and in which language it is: qshop's own sentences may be in another than the rest. */
function put(element, key, values = {}) {
  const { texts, sentences } = facts.languages[language];
  element.textContent = text(key, values);
  Object.assign(element, facts.sentences.includes(key) ? sentences : texts);
  return element;
}

function speak(chosen) {
  language = chosen;
  Object.assign(document.documentElement, facts.languages[chosen].texts);
  for (const element of document.querySelectorAll("[data-say]")) put(element, element.dataset.say);
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  const name = byId("version").textContent;
  document.title = `${text("title")} · ${name}`;
  document.documentElement.style.setProperty("--running-head", JSON.stringify(document.title));
}

/** All controls of a name, be it one input or a group of ticks. */
function controls(name) {
  return [...form.querySelectorAll("[name]")].filter((control) => control.name === name);
}

const isTick = (control) => control.type === "radio" || control.type === "checkbox";

/** What no file of visits can hold: NUL, and half a character. */
const NO_TEXT = /\0|\p{Surrogate}/gu;

/** Read what a control, or the group it is of, holds now. */
function reading(control) {
  if (!isTick(control)) return control.value.replaceAll("\r\n", "\n").replaceAll(NO_TEXT, "");
  return controls(control.name)
    .filter((one) => one.checked)
    .map((one) => one.value)
    .join(" ");
}

/** Put what was typed back into the controls; what they cannot hold, such as a site that is gone, is dropped. */
function fill() {
  for (const control of form.querySelectorAll("[data-evidence]")) control.value = "";
  for (const control of form.querySelectorAll("[name]")) {
    const value = raw(control.name);
    if (control.type === "radio") control.checked = value === control.value;
    else if (control.type === "checkbox") control.checked = value.split(" ").includes(control.value);
    else control.value = value;
  }
  for (const control of form.querySelectorAll("[name]"))
    if (raw(control.name)) typed.set(control.name, reading(control));
}
