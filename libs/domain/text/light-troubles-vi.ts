import type { LightFaultCode } from '../lights/rules/index.ts';
import type { TroubleWords } from './phrasebook.ts';

/** Faults of solar lights, as a village head would say them. */
export const lightTroublesVi: Readonly<Record<LightFaultCode, TroubleWords>> = {
  lamp_failure: { begins: 'trời tối mà không sáng', ends: 'đã sáng trở lại', advice: 'Cần xem bóng đèn và dây nối.' },
  lamp_unexpected_on: {
    begins: 'sáng cả ban ngày',
    ends: 'đã tắt ban ngày',
    advice: 'Cần xem cảm biến sáng tối; để vậy thì đêm thiếu pin.',
  },
  dimming_failure: {
    begins: 'không giảm sáng về khuya như đã đặt',
    ends: 'đã giảm sáng đúng giờ',
    advice: 'Cần xem bộ điều khiển; để vậy thì gần sáng hết pin.',
  },
  cycling_failure: {
    begins: 'bật tắt liên tục trong đêm',
    ends: 'đã sáng ổn định',
    advice: 'Cần xem dây nối và cảm biến.',
  },
  lamp_power_high: {
    begins: 'ăn điện nhiều hơn mức ghi trên đèn',
    ends: 'đã ăn điện đúng mức',
    advice: 'Cần xem bộ nguồn của đèn.',
  },
  lamp_power_low: {
    begins: 'sáng yếu hơn bình thường',
    ends: 'đã sáng đủ',
    advice: 'Một phần bóng LED có thể đã cháy.',
  },
  supply_loss: {
    begins: 'mất nguồn từ pin',
    ends: 'đã có nguồn từ pin',
    advice: 'Cần xem cầu chì, dây pin và pin còn ở cột không.',
  },
  battery_low: { begins: 'còn ít pin', ends: 'pin đã đủ', advice: null },
  battery_empty: {
    begins: 'hết pin',
    ends: 'đã có pin trở lại',
    advice: 'Nhiều ngày ít nắng thì chờ nắng; còn không, cần xem pin và tấm pin.',
  },
  battery_hot: {
    begins: 'pin quá nóng',
    ends: 'pin đã nguội',
    advice: 'Xin đừng mở hộp pin; cần người có chuyên môn xem.',
  },
  not_charging: {
    begins: 'không sạc được dù trời nắng',
    ends: 'đã sạc trở lại',
    advice: 'Cần xem tấm pin, dây và bộ sạc.',
  },
  panel_fault: {
    begins: 'tấm pin mặt trời không cho đủ điện',
    ends: 'tấm pin mặt trời đã đủ điện',
    advice: 'Cần xem tấm pin có bẩn, bị che, vỡ hay tuột dây.',
  },
  charger_fault: {
    begins: 'có nắng, tấm pin tốt nhưng không sạc vào pin',
    ends: 'đã sạc vào pin trở lại',
    advice: 'Cần xem bộ sạc và cầu chì.',
  },
  controller_fault: {
    begins: 'bộ điều khiển báo lỗi hoặc gửi mãi một số liệu',
    ends: 'bộ điều khiển đã chạy lại bình thường',
    advice: 'Cần khởi động lại hoặc thay bộ điều khiển.',
  },
  clock_fault: {
    begins: 'nhầm ngày với đêm',
    ends: 'đã phân biệt đúng ngày đêm',
    advice: 'Cần chỉnh giờ hoặc lau cảm biến sáng tối.',
  },
  theft_suspected: {
    begins: 'nghi bị tháo hoặc chuyển đi nơi khác',
    ends: 'đã ở đúng chỗ trở lại',
    advice: 'Cần người ra cột xem ngay.',
  },
};
