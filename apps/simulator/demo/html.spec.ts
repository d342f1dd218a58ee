import { describe, expect, it } from '@jest/globals';
import { html, messageText } from './html.ts';

describe('pages', () => {
  it('escape whatever is put into them, and only once', () => {
    const name = `<script>alert("x")</script> & 'y'`;
    const inner = html`<b>${name}</b>`;
    expect(html`<p title="${name}">${[inner, 1, null]}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">' +
        '<b>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</b>1</p>',
    );
  });

  it('make links of addresses in messages and leave no way out of them', () => {
    expect(messageText('Nhận: http://127.0.0.1:3000/a/x?b=1&c=2 nhé').text).toBe(
      'Nhận: <a href="http://127.0.0.1:3000/a/x?b=1&amp;c=2">http://127.0.0.1:3000/a/x?b=1&amp;c=2</a> nhé',
    );
    expect(messageText('javascript:alert(1) "<img>').text).toBe('javascript:alert(1) &quot;&lt;img&gt;');
  });
});
