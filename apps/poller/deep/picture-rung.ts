import {
  changeBetween,
  judgePicture,
  PICTURE_RULE,
  pictureFaultOf,
  type PictureProblem,
  unknownRung,
} from '#libs/domain';
import { fetchJpeg } from '../onvif/fetch-picture.ts';
import { blurredThumbnail } from './blur-thumbnail.ts';
import { measureJpeg } from './measure-jpeg.ts';
import { found, refusal, type RungRequest, type RungResult } from './rung-check.ts';

/** Is there something to see? One picture, measured against what this camera usually shows, and thrown away. */
export async function checkPictureRung(request: RungRequest): Promise<RungResult> {
  const { url, login, deadlineMs, clock, policy, picture } = request;
  const fetched = await fetchJpeg({ url, login, deadlineMs, clock, policy });
  if (fetched.kind === 'none')
    return found(withoutPicture(fetched.reason), PICTURE_RULE, refusal(fetched.rejected !== null));
  const measured = await measureJpeg(fetched.jpeg);
  if (measured === null) return found(unknownRung('picture_unreadable', 'unanswered'), PICTURE_RULE);
  const { sample, sketch } = measured;
  const change = picture.sketch === null ? null : changeBetween(picture.sketch, sketch);
  const { verdict, memory } = judgePicture(sample, change, picture.memory, clock.now());
  const fault = pictureFaultOf(verdict.faults);
  const thumbnail = fault && (await request.thumbnail(fault, () => blurredThumbnail(fetched.jpeg)));
  return found(verdict, PICTURE_RULE, { picture: { memory, sketch }, thumbnail });
}

function withoutPicture(reason: PictureProblem) {
  switch (reason) {
    case 'no_snapshot_service':
    case 'picture_behind_plain_password':
      return unknownRung('picture_not_offered');
    case 'picture_refused':
      return unknownRung('refused_this_question', 'unanswered');
    case 'not_a_picture':
    case 'picture_too_large':
      return unknownRung('picture_unreadable', 'unanswered', { reason });
    case 'picture_missing':
      return unknownRung('no_answer_this_time', 'unanswered');
  }
}
