// Tells the page around the form how tall it is, whenever that changes: only pages of the origins that may frame it.
// Where the browser names the page around it, it alone is told; the others would not receive it, but be logged.
const around = location.ancestorOrigins?.[0];
const parents = [location.origin, ...document.documentElement.dataset.parents.split(" ").filter(Boolean)];
const told = parents.filter((origin) => !around || origin === around);

new ResizeObserver(() => {
  if (window.parent === window) return;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  told.forEach((origin) => window.parent.postMessage({ woordelijk: { height } }, origin));
}).observe(document.body);
