import { isNews, type Language, localClock, type Message, partsOf, speak, zaloText } from '#libs/domain';

/** Templates speak of one country's time, whatever the language. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** What a template may ask for, by the names that docs/zalo.md tells the operator to use. */
export function templateData(
  message: Message,
  language: Language,
  link: string | null,
  now: number,
): Record<string, string> {
  const text = zaloText(speak(message, language, null));
  const [first = ''] = text.split('\n');
  const data = { noi_dung: text.replace(/\s*\n\s*/g, ' '), tinh_trang: first, thoi_gian: localMinute(now) };
  if (message.event === 'test') return { ...data, don_vi: message.variables.targetName, thiet_bi: '–' };
  if (!isNews(message)) return { ...data, don_vi: message.variables.unit.name, thiet_bi: '–' };
  const names = partsOf(message).flatMap(({ variables: { found, lines } }) =>
    found ? [found.place.name] : lines.map(({ device }) => device.name),
  );
  const unit = partsOf(message)[0]?.variables.unit.name ?? '–';
  return { ...data, don_vi: unit, thiet_bi: zaloText(names.join(', ')), ...(link !== null && { lien_ket: link }) };
}

/** `20:14 21/11/2026`. */
function localMinute(now: number): string {
  const { date, minute } = localClock(now, TIME_ZONE);
  const [year, month, day] = date.split('-');
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ${day}/${month}/${year}`;
}
