import type { HotspotFaultCode } from '../hotspots/rules/index.ts';
import type { TroubleWords } from './phrasebook.ts';

/** Faults of Wi-Fi points, as a village head would say them. */
export const hotspotTroublesVi: Readonly<Record<HotspotFaultCode, TroubleWords>> = {
  uplink_down: {
    begins: 'mất đường mạng chính',
    ends: 'đã có đường mạng trở lại',
    advice: 'Cần xem dây mạng, hộp quang, hoặc gọi nhà mạng.',
  },
  no_internet: {
    begins: 'bắt được wifi nhưng không vào được mạng',
    ends: 'đã vào mạng được',
    advice: 'Cần hỏi nhà mạng: dây còn tốt nhưng không ra Internet.',
  },
  dns_failing: {
    begins: 'có mạng nhưng không mở được trang nào',
    ends: 'đã mở được trang trở lại',
    advice: 'Cần xem lại DNS trong bộ phát.',
  },
  loss_high: {
    begins: 'mạng rớt nhiều',
    ends: 'mạng đã hết rớt',
    advice: 'Cần xem dây mạng; nếu dây tốt thì báo nhà mạng.',
  },
  latency_high: {
    begins: 'mạng rất chậm',
    ends: 'mạng đã nhanh trở lại',
    advice: 'Cần xem có ai tải nặng không, hoặc báo nhà mạng.',
  },
  too_many_clients: { begins: 'quá đông người dùng', ends: 'đã bớt đông', advice: null },
  no_clients: {
    begins: 'lâu nay không ai bắt được wifi, trong khi mọi tuần giờ này có người dùng',
    ends: 'đã có người dùng trở lại',
    advice: 'Cần lấy điện thoại thử bắt wifi tại chỗ.',
  },
  overheating: {
    begins: 'bộ phát quá nóng',
    ends: 'bộ phát đã nguội',
    advice: 'Cần xem hộp có bị nắng chiếu hay bị bịt lỗ thoáng.',
  },
  memory_low: {
    begins: 'bộ phát sắp treo vì đầy bộ nhớ',
    ends: 'bộ phát đã chạy bình thường',
    advice: 'Nên khởi động lại bộ phát.',
  },
  firmware_behind: { begins: 'chạy phần mềm cũ', ends: 'đã có phần mềm mới', advice: null },
};
