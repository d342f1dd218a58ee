import type { Attempt } from '#libs/domain';
import { createTransport, type Transporter } from 'nodemailer';
import type { ChannelPlugin, Outgoing } from '../sending/channel.ts';
import { within } from './deadline.ts';
import { emailBody } from './email-body.ts';
import { smtpFailure } from './smtp-failure.ts';

/** For the whole conversation with the mail server (ms). */
const DEADLINE = 10_000;
const STEP_DEADLINE = 5_000;

/** Mail over the operator's server. Every attempt of a message carries the same Message-ID. */
export class EmailChannel implements ChannelPlugin {
  readonly channel = 'email';
  readonly #transport: Transporter;

  constructor(
    smtpUrl: string,
    private readonly from: string,
    private readonly publicUrl: string | null,
  ) {
    this.#transport = createTransport({
      url: smtpUrl,
      connectionTimeout: STEP_DEADLINE,
      greetingTimeout: STEP_DEADLINE,
      socketTimeout: DEADLINE,
      dnsTimeout: STEP_DEADLINE,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  readonly send = async (message: Outgoing): Promise<Attempt> => {
    const address = message.target.email ?? message.target.address['to'];
    if (!address) return { kind: 'impossible', reason: 'address_unusable', blame: 'target' };
    const { subject, text, html } = emailBody(message.message, message.language, {
      acknowledge: message.acknowledgeLink,
      list: this.publicUrl === null ? null : `${this.publicUrl}/incidents`,
    });
    const letter = {
      from: this.from,
      // As an object: an address is never read as a list of addresses.
      to: { name: '', address },
      subject,
      text,
      html,
      messageId: `<${message.idempotencyKey}@canhthon>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    const sending = this.#transport.sendMail(letter).then(
      // Receipts of mail are rare; the letter's own id is what its answers refer to.
      (): Attempt => ({ kind: 'accepted', statusCode: 250, providerMessageId: letter.messageId }),
      (error: unknown) => smtpFailure(error),
    );
    return within(DEADLINE, sending, { kind: 'unanswered', reason: 'timeout' });
  };

  close(): void {
    this.#transport.close();
  }
}
