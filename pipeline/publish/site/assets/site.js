/* Filters over the actions of a page, and the search over all texts. Pages are whole without it. */
"use strict";

(function () {
  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/[\u2019\u2018\u02bc]/g, "'")
      .replace(/\u0153/g, "oe")
      .replace(/\u00e6/g, "ae");
  }

  function wordsOf(text) {
    return fold(text).split(/\s+/).filter(Boolean);
  }

  function hasAll(text, words) {
    return words.every(function (word) {
      return text.indexOf(word) >= 0;
    });
  }

  function say(status, number) {
    var form = number === 0 ? status.dataset.none : number > 1 ? status.dataset.many : status.dataset.one;
    status.textContent = form.replace("{n}", number.toLocaleString("fr"));
  }

  function later(run) {
    var timer = 0;
    return function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(run, 120);
    };
  }

  function filters(form) {
    var cards = Array.prototype.map.call(document.querySelectorAll(".card"), function (card) {
      return { node: card, data: card.dataset, text: fold(card.querySelector(".text").textContent) };
    });
    var parts = document.querySelectorAll(".body > .part");
    var status = form.querySelector(".status");
    var selects = form.querySelectorAll("select");

    function fits(card, words) {
      return (
        hasAll(card.text, words) &&
        Array.prototype.every.call(selects, function (select) {
          return !select.value || (card.data[select.name] || "").split(" ").indexOf(select.value) >= 0;
        })
      );
    }

    function run() {
      var words = wordsOf(form.elements.text.value);
      var active = words.length > 0 || Array.prototype.some.call(selects, function (select) { return select.value; });
      var shown = 0;
      cards.forEach(function (card) {
        var fit = fits(card, words);
        card.node.hidden = !fit;
        shown += fit ? 1 : 0;
      });
      document.body.classList.toggle("filtering", active);
      parts.forEach(function (part) {
        part.classList.toggle("empty", active && !part.querySelector(".card:not([hidden])"));
      });
      if (active) { say(status, shown); } else { status.textContent = ""; }
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
    form.addEventListener("input", later(run));
    form.addEventListener("change", run);
    form.addEventListener("reset", function () { window.setTimeout(run, 0); });
    form.hidden = false;
    run();
  }

  function finder(form) {
    var index = window.arrimage;
    if (!index) { return; }
    var list = document.querySelector(".found");
    var status = form.querySelector(".status");
    var limit = Number(form.dataset.limit);
    var folded = null;

    function item(row) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      var what = document.createElement("span");
      var where = document.createElement("p");
      what.className = "what";
      what.textContent = row[2];
      link.href = row[4];
      link.append(what, " " + (row[3].length > 400 ? row[3].slice(0, 400) + "\u2026" : row[3]));
      where.className = "note";
      where.textContent = index.plans[row[0]];
      line.append(link, where);
      return line;
    }

    function run() {
      var words = wordsOf(form.elements.q.value);
      var plan = form.elements.plan.value;
      list.textContent = "";
      status.textContent = "";
      if (!words.length) { return; }
      folded = folded || index.rows.map(function (row) { return fold(row[2] + " " + row[3]); });
      var found = [];
      index.rows.forEach(function (row, place) {
        if ((plan === "" || Number(plan) === row[0]) && hasAll(folded[place], words)) { found.push(row); }
      });
      list.append.apply(list, found.slice(0, limit).map(item));
      say(status, found.length);
      if (found.length > limit) { status.textContent += ". " + status.dataset.limit.replace("{n}", limit); }
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
    form.addEventListener("input", later(run));
    form.addEventListener("change", run);
    form.hidden = false;
    run();
  }

  document.querySelectorAll("form.filters").forEach(filters);
  document.querySelectorAll("form.finder").forEach(finder);

  /* A link may lead to a text that is folded away. */
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; }
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();
