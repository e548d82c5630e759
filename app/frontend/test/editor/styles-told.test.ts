import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "../../src/editor/styles-told";

test("an item of Word's lists says its level and its list", () => {
  assert.equal(told("'text-indent:-18.0pt;mso-list:l0 level2 lfo1'"), ' data-level="2" data-of="l0 lfo1"');
});

test("the sign before it is told apart from its words", () => {
  assert.equal(told("'mso-list:Ignore'"), " data-sign");
});

test("bold, light and italic are told, what they mean for other scripts is not", () => {
  assert.equal(told('"font-weight:700; font-style: italic"'), " data-bold data-italic");
  assert.equal(told('"font-weight:normal;"'), " data-light");
  assert.equal(told("'mso-bidi-font-weight:normal'"), "");
  assert.equal(told("'mso-bidi-font-style:normal;color:red'"), "");
});
