/* The arithmetic of putting rows in order; knows no page. */

/* The indices of rows in the order of their places ("2", "1", "3"); as they are unless every place is taken once. */
export function arranged(places) {
  const indices = places.map((_, index) => index);
  const complete = indices.every((index) => places.includes(String(index + 1)));
  return complete ? indices.sort((a, b) => places[a] - places[b]) : indices;
}

/* The index of the row that makes room when the one at `index` moves by one place; -1 at either end. */
export function neighbour(index, by, total) {
  const other = index + by;
  return other < 0 || other >= total ? -1 : other;
}

/* "{step}: place {n} of {total}" with the values put in. */
export function said(template, values) {
  return template.replace(/{(\w+)}/g, (_, name) => values[name]);
}
