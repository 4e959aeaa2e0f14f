/* Every page works without this file. An element with data-enhance="name" gets what enhance/name.js adds to it;
   a fragment that comes later is enhanced by `enhance(fragment)`. */

export function enhance(root) {
  for (const element of root.querySelectorAll("[data-enhance]")) {
    import(`./enhance/${element.dataset.enhance}.js`).then((module) => module.default(element));
  }
}

enhance(document);
document.querySelector("[data-focus]")?.focus({ preventScroll: Boolean(location.hash) });
