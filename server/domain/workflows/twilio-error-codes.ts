import type { Refusal } from "./delivery-codes";

export type TwilioErrorCode = {
  refusal: Refusal;
  /** For the organizer: what happened and, where there is something to do, what. */
  meaning: string;
};

/** Later may be better. */
const transient: Readonly<Record<string, string>> = {
  "20429": "Twilio was asked too often at once.",
  "20500": "Twilio had an internal error.",
  "20503": "Twilio was unavailable.",
  "20504": "Twilio didn’t answer itself in time.",
  "21611": "The sending number has too many texts waiting.",
  "30001": "The sender has too many texts waiting.",
  "30003": "The phone couldn’t be reached: switched off or without reception.",
  "30008": "The network couldn’t deliver the text and didn’t say why.",
  "30017": "The carrier’s network was congested.",
  "30022": "The sender exceeded the carrier’s rate.",
  "30023": "The sender reached the carrier’s limit of texts for today.",
  "30027": "The sender reached T-Mobile’s limit of texts for today.",
  "30036": "The text waited longer than it was valid.",
  "30410": "The carrier’s systems didn’t answer Twilio in time.",
  "30500": "Twilio had an internal error while sending.",
  "30610": "The recipient’s quiet hours don’t allow a text now.",
  "63010": "Twilio had an internal error with WhatsApp.",
  "63012": "WhatsApp had an internal error.",
  "63017": "WhatsApp limits how fast the sender may write.",
  "63018": "The sender wrote too much at once for WhatsApp.",
  "63029": "WhatsApp couldn’t fetch the step’s template just then.",
};

/** This recipient or this text will never work as it is. */
const permanent: Readonly<Record<string, string>> = {
  "20001": "Twilio didn’t understand the request for this text.",
  "20422": "Twilio didn’t accept the request for this text.",
  "21211": "This is not a valid phone number. Ask the attendee for the right one.",
  "21214": "Twilio can’t reach this number.",
  "21217": "This does not look like a phone number.",
  "21265": "Texts can’t be sent to a short code.",
  "21266": "The recipient’s number is the sending number itself.",
  "21268": "This is a number for premium or information services, which texts aren’t sent to.",
  "21408": "Texts to this country are not switched on in the Twilio account’s geographic permissions.",
  "21602": "The text was empty. Check the workflow’s template.",
  "21604": "The text had no recipient.",
  "21608":
    "Twilio’s trial accounts text only numbers that were verified there. Verify this one or upgrade the account.",
  "21610": "The recipient replied STOP and doesn’t want texts from this number.",
  "21612": "The sending number can’t reach this recipient’s network.",
  "21614": "This number can’t receive texts; it is not a mobile number.",
  "21617": "The text is longer than 1600 characters. Shorten the template.",
  "21618": "Twilio can’t send a text that says this. Reword the template.",
  "21619": "The text was empty. Check the workflow’s template.",
  "21635": "This is a landline, which can’t receive texts.",
  "21654": "The WhatsApp step has no content template. Name one in the workflow.",
  "21655": "Twilio doesn’t know the step’s content template.",
  "21656": "The variables don’t fit the step’s content template.",
  "21657": "The configured sender name can’t be used where this text goes.",
  "30004": "The recipient or their carrier blocks texts from this sender.",
  "30005": "The number doesn’t exist or is no longer in service.",
  "30006": "This is a landline or its carrier doesn’t take texts.",
  "30007": "A carrier filtered the text as unwanted. Reword the template.",
  "30010": "The text would have cost more than the Twilio account allows for one.",
  "30011": "This number can’t receive pictures.",
  "30018": "The recipient’s carrier takes texts from registered sender names only.",
  "30019": "The text is too large for the carrier.",
  "30038": "The text was filtered because it looks like a code to sign in with. Reword the template.",
  "30044": "The text is too long for a Twilio trial account. Shorten the template, or upgrade the account.",
  "30409": "The text was already final.",
  "30450": "Twilio’s fraud protection blocked texts to this number.",
  "30453": "Twilio’s fraud protection blocked the text.",
  "63003": "This number isn’t on WhatsApp.",
  "63005": "WhatsApp didn’t accept what the message says.",
  "63006": "What the message says can’t be put into WhatsApp’s form.",
  "63013": "WhatsApp refused the message for its policy.",
  "63014": "The recipient has blocked the sender on WhatsApp.",
  "63015": "Twilio’s WhatsApp sandbox writes only to phones that have joined it.",
  "63016": "WhatsApp takes only approved templates. Check the step’s.",
  "63021": "WhatsApp didn’t accept what the message says.",
  "63024": "This number can’t be reached on WhatsApp.",
  "63027": "The step’s template doesn’t exist in its language on WhatsApp.",
  "63028": "The number of variables doesn’t fit the step’s template on WhatsApp.",
  "63030": "WhatsApp doesn’t take a part of the step’s template.",
  "63031": "The recipient’s number is the sending number itself.",
  "63032": "WhatsApp doesn’t deliver such messages to this number at present.",
  "63033": "The recipient doesn’t want messages from this sender on WhatsApp.",
  "63040": "WhatsApp has rejected the step’s template. Choose another one.",
  "63041": "WhatsApp has paused the step’s template. Choose another one, or wait.",
  "63042": "WhatsApp has switched off the step’s template. Choose another one.",
  "63049": "WhatsApp chose not to deliver the message to this recipient.",
};

/** Nothing goes out until the account or its configuration is mended. */
const account: Readonly<Record<string, string>> = {
  "10001": "The Twilio account is not active.",
  "20003": "Twilio refused the account SID or auth token.",
  "20005": "The Twilio account is not active.",
  "20006": "The Twilio account may not do this.",
  "20008": "Twilio’s test credentials can’t send real texts.",
  "20403": "The Twilio account may not do this.",
  "20404": "Twilio doesn’t know this account or resource.",
  "21212": "The configured sending number is not valid.",
  "21267": "A trial account can’t send texts from a name. Configure a number.",
  "21401": "The configured sending number is not valid.",
  "21601": "The configured sending number doesn’t belong to this account.",
  "21603": "No sending number is configured.",
  "21606": "The configured sending number can’t send texts from this account.",
  "21607": "A trial account can only send from its own trial number.",
  "21609": "Twilio can’t use the address for status callbacks. Check PUBLIC_URL.",
  "21659": "The configured sending number doesn’t belong to Twilio.",
  "21660": "The configured sending number belongs to another account.",
  "21661": "The configured sending number can’t send texts.",
  "21701": "The configured messaging service doesn’t exist.",
  "21703": "The configured messaging service has no sending number.",
  "21704": "The configured messaging service has no sending number.",
  "21705": "The configured messaging service is not valid.",
  "21910": "The configured sender doesn’t fit the channel. Check TWILIO_WHATSAPP_FROM.",
  "30002": "The Twilio account is suspended.",
  "30024": "The sending number isn’t set up with the carrier yet.",
  "30032": "The toll-free sending number has to be verified with Twilio first.",
  "30033": "US carriers have suspended the sender’s registration (A2P 10DLC).",
  "30034": "US carriers block the sending number until it is registered (A2P 10DLC).",
  "30035": "The sending number’s registration for the US takes up to a day to work (A2P 10DLC).",
  "30037": "Sending texts is switched off for the Twilio account.",
  "63001": "WhatsApp refused the configured sender’s sign-in.",
  "63002": "WhatsApp doesn’t know the configured sender.",
  "63007": "The configured WhatsApp sender isn’t known to Twilio.",
  "63008": "The configured WhatsApp sender isn’t set up completely.",
  "63020": "WhatsApp doesn’t take messages from the sender until its payments are in order.",
  "63022": "WhatsApp doesn’t accept the sender’s display name.",
  "63038": "The Twilio account reached its daily limit of messages.",
  "63051": "WhatsApp has restricted the sender’s business account.",
  "90010": "The Twilio account is not active.",
};

const classed = (refusal: Refusal, codes: Readonly<Record<string, string>>) =>
  Object.entries(codes).map(([code, meaning]): [string, TwilioErrorCode] => [code, { refusal, meaning }]);

/**
 * The codes that Punctual knows, of refused requests and of delivery reports alike.
 * @see https://www.twilio.com/docs/api/errors
 */
export const twilioErrorCodes: ReadonlyMap<string, TwilioErrorCode> = new Map([
  ...classed("transient", transient),
  ...classed("permanent", permanent),
  ...classed("account", account),
]);
