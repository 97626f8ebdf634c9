// SPDX-License-Identifier: GPL-3.0-or-later
// kabaFormula(tex, display) turns LaTeX into what has to be filled, as JSON text: sizes and outlines in thousandths
// of an em, each with the matrix that turns its y downwards, or what is wrong and where. Runs in QJSEngine, which has
// no browser and no modules.
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import 'mathjax-full/js/input/tex/cancel/CancelConfiguration.js';
import 'mathjax-full/js/input/tex/textmacros/TextMacrosConfiguration.js';

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

// The parser nested deepest reads an argument of the next one, which stands right behind that argument.
function placeOf(parsers) {
  let place = parsers.length ? parsers[0].at : 0;
  for (let k = 1; k < parsers.length; ++k) {
    const from = parsers[k].text.lastIndexOf(parsers[k - 1].text, parsers[k].at - 1);
    place = from < 0 ? parsers[k].at : from + place;
  }
  return place;
}

class Mistake extends Error {
  constructor(error, parsers) {
    super(error.message);
    const end = placeOf(parsers), last = Math.max(0, end - 1);
    const name = error.id === 'UndefinedControlSequence' ? error.message.split(' ').pop() : '';
    const whole = parsers.length ? parsers[parsers.length - 1].text : '';
    const at = name ? whole.lastIndexOf(name, last) : last;
    this.answer = { mistake: error.message, id: error.id, at: at < 0 ? last : at, length: name.length || 1 };
  }
}

function makeDocument() {
  return mathjax.document('', {
    InputJax: new TeX({
      packages: ['base', 'ams', 'boldsymbol', 'cancel', 'textmacros'],
      formatError: (input, error) => {
        throw new Mistake(error, input.parseOptions.parsers.map((p) => ({ text: p.string, at: p.i })));
      },
    }),
    OutputJax: new SVG({ fontCache: 'none' }),
  });
}

const number = (node, name) => parseFloat(adaptor.getAttribute(node, name) || '0');

// a∘b of matrices [a b c d e f], as SVG writes them.
function times(a, b) {
  return [
    a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function matrixOf(node, outer) {
  let matrix = outer;
  const text = adaptor.getAttribute(node, 'transform') || '';
  const step = /(\w+)\(([^)]*)\)/g;
  for (let found = step.exec(text); found; found = step.exec(text)) {
    const kind = found[1];
    const v = found[2].split(/[\s,]+/).filter(Boolean).map(Number);
    if (kind === 'translate') matrix = times(matrix, [1, 0, 0, 1, v[0], v[1] || 0]);
    else if (kind === 'scale') matrix = times(matrix, [v[0], 0, 0, v.length > 1 ? v[1] : v[0], 0, 0]);
    else if (kind === 'rotate') {
      const c = Math.cos((v[0] * Math.PI) / 180), s = Math.sin((v[0] * Math.PI) / 180);
      matrix = times(matrix, [c, s, -s, c, 0, 0]);
    }
  }
  return matrix;
}

const strokeOf = (node) => number(node, 'stroke-width') || number(node, 'stroke-thickness') || 60;

function gather(node, outer, clip, shapes) {
  const kind = adaptor.kind(node);
  let matrix = kind === '#text' ? outer : matrixOf(node, outer);
  const add = (shape) => shapes.push(Object.assign(shape, { m: matrix }, clip ? { clip } : {}));
  if (kind === 'path') {
    const outline = adaptor.getAttribute(node, 'd');
    if (outline) add({ kind: 'glyph', d: outline });
  } else if (kind === 'rect') {
    const box = [number(node, 'x'), number(node, 'y'), number(node, 'width'), number(node, 'height')];
    if (adaptor.getAttribute(node, 'fill') === 'none') add({ kind: 'frame', box, stroke: strokeOf(node) });
    else add({ kind: 'box', box });
  } else if (kind === 'line') {
    add({ kind: 'line', ends: ['x1', 'y1', 'x2', 'y2'].map((name) => number(node, name)), stroke: strokeOf(node) });
  } else if (kind === 'text') {
    add({ kind: 'text', text: adaptor.textContent(node), size: number(node, 'font-size') });
  } else if (kind === 'svg') {
    // A piece of a tall delimiter: a stretched glyph seen through a window.
    const [x, y, width, height] = (adaptor.getAttribute(node, 'viewBox') || '').split(' ').map(Number);
    const place = times(outer, [1, 0, 0, 1, number(node, 'x') - x, number(node, 'y') - y]);
    for (const child of adaptor.childNodes(node)) gather(child, place, { m: place, box: [x, y, width, height] }, shapes);
  } else {
    for (const child of adaptor.childNodes(node)) gather(child, matrix, clip, shapes);
  }
}

function draw(tex, display) {
  const page = makeDocument();
  const svg = adaptor.firstChild(page.convert(tex, { display }));
  const [, top, width, height] = adaptor.getAttribute(svg, 'viewBox').split(' ').map(Number);
  const shapes = [];
  for (const child of adaptor.childNodes(svg)) gather(child, [1, 0, 0, 1, 0, 0], null, shapes);
  return { width, ascent: -top, depth: height + top, shapes };
}

globalThis.kabaFormula = (tex, display) => {
  try {
    return JSON.stringify(draw(tex, display));
  } catch (error) {
    if (error instanceof Mistake) return JSON.stringify(error.answer);
    return JSON.stringify({ mistake: String(error.message || error), id: 'Internal', at: 0, length: tex.length });
  }
};
