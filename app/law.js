"use strict";

// A table that can be sorted by any of its columns; each cell says by what in data-key.
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table.sortable").forEach(makeSortable));

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, heads, column));
    head.append(button);
  });
}

function sort(table, heads, column) {
  const descending = heads[column].getAttribute("aria-sort") === "ascending";
  const key = (row, at) => Number(row.cells[at].dataset.key);
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => (key(a, column) - key(b, column)) * (descending ? -1 : 1) || key(a, 0) - key(b, 0));
  table.tBodies[0].append(...rows);
  heads.forEach((head, at) => {
    if (at === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}
