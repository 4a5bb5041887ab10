// One exchange in full, over the page: what the list has of it, with steps to the one before and after.

let openedFrom = null;

function showDetail(state, shown) {
  const dialog = document.getElementById("detail");
  const exchange = exchangeById.get(state.x);
  const entry = exchange && document.getElementById(exchange.id);
  if (!exchange) {
    if (dialog.open) dialog.close();
    return;
  }
  const body = document.getElementById("detail-body");
  setText(document.getElementById("detail-title"), `${namesOf(exchange.parties)}, ${exchange.when}`);
  body.replaceChildren(entry ? entry.querySelector(".full").cloneNode(true) : inShort(exchange));
  const order = inOrder(shown);
  const index = order.findIndex((e) => e.id === exchange.id);
  setText(document.getElementById("detail-place"), index < 0 ? "" : `${written.format(index + 1)} of ${written.format(order.length)}`);
  document.getElementById("earlier").disabled = index <= 0;
  document.getElementById("later").disabled = index < 0 || index === order.length - 1;
  if (!dialog.open) {
    openedFrom = document.activeElement;
    dialog.showModal();
  }
  document.getElementById("detail-title").focus({ preventScroll: true });
  dialog.scrollTop = 0;
  const claim = [...body.querySelectorAll(".claim")].find((article) => article.dataset.claim === state.claim);
  claim?.classList.add("sought");
  claim?.scrollIntoView({ block: "center" });
}

function inOrder(shown) {
  const ids = new Map([...document.querySelectorAll("#list > details")].map((entry, index) => [entry.id, index]));
  return shown.filter((e) => ids.has(e.id)).sort((a, b) => ids.get(a.id) - ids.get(b.id));
}

// An exchange that the page knows without its claims.
function inShort(exchange) {
  const full = document.createElement("div");
  const lines = inWords(exchange).map((line) => Object.assign(document.createElement("p"), { textContent: line }));
  const command = Object.assign(document.createElement("code"), { textContent: `swapledger explain ${exchange.id}` });
  const note = Object.assign(document.createElement("p"), { className: "note", textContent: "Its claims and sentences are left out of this page: " });
  note.append(command);
  full.append(...lines, note);
  return full;
}

function stepDetail(by) {
  const state = readState();
  const order = inOrder(known.exchanges.filter((exchange) => fits(exchange, state)));
  const next = order[order.findIndex((e) => e.id === state.x) + by];
  if (next) go({ ...state, x: next.id, claim: "" }, { replace: true });
}

function wireDetail() {
  const dialog = document.getElementById("detail");
  document.getElementById("close").addEventListener("click", () => dialog.close());
  document.getElementById("earlier").addEventListener("click", () => stepDetail(-1));
  document.getElementById("later").addEventListener("click", () => stepDetail(1));
  document.getElementById("print-one").addEventListener("click", () => print());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && !event.target.closest(".scroll")) stepDetail(by);
  });
  dialog.addEventListener("close", () => {
    const { x, claim, ...rest } = readState();
    if (x) go(rest, { replace: true });
    if (openedFrom?.isConnected) openedFrom.focus({ preventScroll: true });
  });
}
