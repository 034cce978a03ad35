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

  /* Signs around words are no part of them: people put what they look for in quotes. */
  function wordsOf(text) {
    var typed = fold(text).split(/\s+/).filter(Boolean);
    var bare = typed.map(function (word) {
      return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    }).filter(Boolean);
    return bare.length ? bare : typed;
  }

  function hasAll(text, words) {
    return words.every(function (word) {
      return text.indexOf(word) >= 0;
    });
  }

  /* Words that begin so come first: "art" is rather in "l'art" than in "partenaires". */
  function beginsAll(text, words) {
    return words.every(function (word) {
      for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) { return true; }
      }
      return false;
    });
  }

  /* Where words are found in a text, as pairs of first and last place, in order and apart. */
  function places(text, words) {
    var from = [], folded = "", found = [];
    Array.from(text).reduce(function (at, one) {
      var made = fold(one);
      for (var n = 0; n < made.length; n += 1) { from.push(at); }
      folded += made;
      return at + one.length;
    }, 0);
    from.push(text.length);
    words.forEach(function (word) {
      for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        found.push([from[at], Math.max(from[at + word.length], from[at] + 1)]);
      }
    });
    found.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1]; });
    return found.reduce(function (apart, one) {
      var last = apart[apart.length - 1];
      if (last && one[0] < last[1]) { last[1] = Math.max(last[1], one[1]); } else { apart.push(one); }
      return apart;
    }, []);
  }

  var EXCERPT = 400, BEFORE = 120;

  /* A text around the first place where a word is found, each such place marked. */
  function shown(text, words) {
    var found = places(text, words);
    var piece = document.createDocumentFragment();
    var first = found.length ? found[0][0] : 0;
    var at = text.length > EXCERPT && first > BEFORE ? Math.min(text.indexOf(" ", first - BEFORE) + 1, first) : 0;
    var end = text.length - at > EXCERPT ? Math.max(text.lastIndexOf(" ", at + EXCERPT), at + BEFORE) : text.length;
    if (at > 0) { piece.append("\u2026 "); }
    found.forEach(function (one) {
      if (one[0] < at || one[1] > end) { return; }
      var mark = document.createElement("mark");
      mark.textContent = text.slice(one[0], one[1]);
      piece.append(text.slice(at, one[0]), mark);
      at = one[1];
    });
    piece.append(text.slice(at, end) + (end < text.length ? "\u2026" : ""));
    return piece;
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

  /* What a form asks for stands in the address: it can be sent to somebody, and "back" finds it. */
  function recall(form) {
    var asked = new URLSearchParams(location.search);
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || !asked.has(field.name)) { return; }
      field.value = asked.get(field.name);
      if (field.selectedIndex === -1) { field.selectedIndex = 0; }
    });
  }

  function remember(form) {
    var asked = new URLSearchParams();
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && field.value) { asked.set(field.name, field.value); }
    });
    var text = asked.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function filters(form) {
    var cards = Array.prototype.map.call(document.querySelectorAll(".card"), function (card) {
      return { node: card, data: card.dataset, text: fold(card.querySelector(".text").textContent) };
    });
    var parts = document.querySelectorAll(".body > .part");
    var status = document.querySelector(".body > .status");
    var selects = form.querySelectorAll("select");

    function fits(card, words) {
      return (
        hasAll(card.text, words) &&
        Array.prototype.every.call(selects, function (select) {
          return !select.value || (card.data[select.name] || "").split(" ").indexOf(select.value) >= 0;
        })
      );
    }

    /* From the last part up: one without a card stays where it heads a deeper one that is shown. */
    function hide(active) {
      var below = -1;
      for (var n = parts.length - 1; n >= 0; n -= 1) {
        var part = parts[n];
        var depth = Number(part.dataset.depth || 0);
        var kept = part.querySelector(".card:not([hidden])") || below > depth;
        if (kept) { below = depth; }
        part.classList.toggle("empty", active && !kept);
      }
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
      hide(active);
      if (active) { say(status, shown); } else { status.textContent = ""; }
    }

    function changed() { run(); remember(form); }

    form.addEventListener("submit", function (event) { event.preventDefault(); changed(); });
    form.addEventListener("input", later(changed));
    form.addEventListener("change", changed);
    form.addEventListener("reset", function () { window.setTimeout(changed, 0); });
    form.hidden = false;
    recall(form);
    run();
  }

  function finder(form) {
    var index = window.arrimage;
    if (!index) { return; }
    var list = document.querySelector(".found");
    var status = form.querySelector(".status");
    var limit = Number(form.dataset.limit);
    var folded = null;
    var asked = null;

    function item(row, words) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      var what = document.createElement("span");
      var where = document.createElement("p");
      what.className = "what";
      what.textContent = row[2];
      link.href = row[4];
      link.append(what, " ", shown(row[3], words));
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
      var inside = [];
      index.rows.forEach(function (row, place) {
        if ((plan !== "" && Number(plan) !== row[0]) || !hasAll(folded[place], words)) { return; }
        (beginsAll(folded[place], words) ? found : inside).push(row);
      });
      found = found.concat(inside);
      list.append.apply(list, found.slice(0, limit).map(function (row) { return item(row, words); }));
      say(status, found.length);
      if (found.length > limit) { status.textContent += ". " + status.dataset.limit.replace("{n}", limit); }
    }

    /* Words are told as they are typed, and again when a click on a result leaves their field: made
       anew between the two ends of that click, the result would not be there for it. */
    function changed() {
      var now = form.elements.q.value + "\n" + form.elements.plan.value;
      if (now === asked) { return; }
      asked = now;
      run();
      remember(form);
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); changed(); });
    form.addEventListener("input", later(changed));
    form.addEventListener("change", changed);
    form.hidden = false;
    recall(form);
    run();
  }

  /* From any page to the search: no form is ever sent, its words go into the address. */
  function start(form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      location.href = form.dataset.target + "?" + new URLSearchParams({ q: form.elements.q.value });
    });
    form.hidden = false;
  }

  document.querySelectorAll("form.filters").forEach(filters);
  document.querySelectorAll("form.finder").forEach(finder);
  document.querySelectorAll("form.start").forEach(start);

  /* Paper has nothing to click on: what is folded away is printed too. */
  var folds = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (one) {
      one.open = true;
      folds.push(one);
    });
  });
  window.addEventListener("afterprint", function () {
    folds.splice(0).forEach(function (one) { one.open = false; });
  });

  /* A link may lead to a text that is folded away. */
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; }
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();
