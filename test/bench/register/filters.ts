/** What people narrow a list by; each is one page of fifty. */
export const FILTERS: readonly (readonly [string, string])[] = [
  ['all', ''],
  ['by_urgency', 'sort=urgency'],
  ['kind', 'kind=camera'],
  ['health', 'health=never_seen'],
  ['offline', 'health=offline'],
  ['fault', 'fault=any'],
  ['new_trouble', 'trouble=new'],
  ['box', 'bbox=105.6,21.0,105.62,21.02'],
  ['search_word', 'q=cong%20dinh'],
  ['search_village', 'q=thap%20thuong'],
  ['search_camera_12', 'q=thap%20thuong%20cam%2012'],
  ['search_nothing', 'q=khong%20co%20o%20dau'],
  ['search_mac', 'q=02%3A00%3A00%3A00%3A0f%3Aa0'],
  ['kind_and_search', 'kind=solar_light&q=thu%20que&sort=urgency'],
];
