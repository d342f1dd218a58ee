import { describe, expect, it } from '@jest/globals';
import { html } from './html.ts';

describe('html', () => {
  it('shows what is put in as text, in elements and in attributes', () => {
    const evil = `<script>alert("1")</script>' onload='x`;
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=&#39;x">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=&#39;x</p>',
    );
  });

  it('keeps its own markup, in lists too, and leaves out what is not there', () => {
    const items = [1, 2].map((item) => html`<i>${item}</i>`);
    expect(html`<b>${items}${null}${false}</b>`.text).toBe('<b><i>1</i><i>2</i></b>');
  });

  it('lets no name turn the direction of the page', () => {
    expect(html`<b>${'Đèn \u202e5\u2066'}</b>`.text).toBe('<b>Đèn 5</b>');
  });
});
