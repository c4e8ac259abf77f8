import assert from 'node:assert/strict';
import {test} from 'node:test';
import {junitXml} from '../../../source/scripts/report/junit.ts';
import {failed, hostile, passed, wrong} from './results.ts';

const began = new Date('2026-11-21T20:00:00Z');

test('a failure is what a test found, an error that it could not be run', () => {
	assert.equal(junitXml([passed, failed, wrong], {began, elapsed_ms: 2100}), String.raw`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sockplay run" tests="3" failures="1" errors="1" time="2.100">
  <testsuite name="sockplay run" tests="3" failures="1" errors="1" time="2.100" skipped="0" timestamp="2026-11-21T20:00:00">
    <testcase classname="sockplay" name="examples/http.play" file="examples/http.play" time="0.012"/>
    <testcase classname="sockplay" name="talk.play" file="talk.play" line="7" time="2.001">
      <failure type="failed" message="expected &quot;hello\n&quot;, &quot;hullo\n&quot; came">talk.play:7: expect hello\n
  expected  68 65 6c 6c 6f 0a
  came      68 75 6c 6c 6f 0a
               ^^</failure>
      <system-out>  a word of the script</system-out>
    </testcase>
    <testcase classname="sockplay" name="typo.play" file="part.play" line="2" time="0.001">
      <error type="wrong" message="there is no such verb">typo.play:2
conect tcp:1
^^^^^^ there is no such verb</error>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('nothing that a file, a message or a peer says is read as XML, and no character stands there that XML has not', () => {
	const xml = junitXml([hostile], {began, elapsed_ms: 0});
	const [element] = /<testcase[\s\S]*<\/testcase>/v.exec(xml) ?? [];
	assert.equal(element, String.raw`<testcase classname="sockplay" name="a # SKIP \b\nok 5\x1b[2J.play" file="a # SKIP \b\nok 5\x1b[2J.play" time="0.000">
      <error type="crashed" message="]]&gt; &lt;x a=&quot;&apos;&amp;&quot;&gt; \0\x1b[31m\u{202e}\u{d800}\n...">...
---
ok 6 - \x1b]0;title\x07
not ok 7\nBail out!</error>
    </testcase>`);
});
