/* Sends an answer without leaving the page: the server's answer is the new inside of <main>. */

import { enhance } from "../site.js";

export default function answerForm(form) {
  if (form.method !== "post") return;
  const notice = document.querySelector("[data-offline]");
  let isSending = false;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter ?? form.querySelector("[type=submit]"));
  });

  async function send(button) {
    if (isSending) return;
    isSending = true;
    const release = busy(button);
    if (notice) notice.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields(button), headers: { "X-Fragment": "main" } });
      const next = answer.headers.get("X-Location") ?? (answer.redirected && answer.url);
      if (next) return location.assign(next);
      if (answer.ok || answer.status === 422) return show(await answer.text());
      if (answer.status < 500) return form.submit();
    } catch { /* no network: as below */ }
    release();
    isSending = false;
    offerAgain(button);
  }

  function fields(button) {
    const values = new URLSearchParams(new FormData(form));
    if (button?.name) values.append(button.name, button.value);
    return values;
  }

  function offerAgain(button) {
    if (!notice) return;
    notice.setAttribute("role", "alert");
    notice.hidden = false;
    notice.onclick = (event) => {
      if (!event.target.closest("button")) return;
      button?.focus();
      send(button);
    };
  }
}

/* The button says what goes on and stays where it is; the returned function takes that back. */
function busy(button) {
  if (!button) return () => {};
  const label = [...button.childNodes];
  if (button.dataset.busy) button.replaceChildren(button.dataset.busy);
  button.setAttribute("aria-disabled", "true");
  return () => {
    button.replaceChildren(...label);
    button.removeAttribute("aria-disabled");
  };
}

/* A fragment may end with the page's dock: it takes the place of the old one, below <main>. */
function show(html) {
  const main = document.querySelector("main");
  main.innerHTML = html;
  const dock = main.querySelector(".dock");
  if (dock) document.querySelector("main ~ .dock")?.replaceWith(dock);
  enhance(main);
  const target = main.querySelector("[data-focus]") ?? main.querySelector("h1") ?? main;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus();
}
