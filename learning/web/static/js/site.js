/* Every page works without this file. An element with data-enhance="name" gets what enhance/name.js adds to it;
   a fragment that comes later is enhanced by `enhance(fragment)`. */

const HASTE = 3000; // milliseconds within which a second press is only impatience

export function enhance(root) {
  for (const element of root.querySelectorAll("[data-enhance]")) {
    import(`./enhance/${element.dataset.enhance}.js`).then((module) => module.default(element));
  }
}

enhance(document);
/* data-focus="still": without scrolling there, where all of the page is to be seen first. */
const first = document.querySelector("[data-focus]");
first?.focus({ preventScroll: Boolean(location.hash) || first.dataset.focus === "still" });

/* A form is sent once, however often its button is pressed. */
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (event.timeStamp - (sent.get(form) ?? -HASTE) < HASTE) event.preventDefault();
  else sent.set(form, event.timeStamp);
});

/* A page that the browser kept asleep may hold a form that has been sent, or a token that has changed since. */
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[method=post]")) location.reload();
});
