using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Requests personal data behind the PIN: a summary by SMS, with a code for the full data.</summary>
internal static class DataDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, UssdTurn turn, Account account, Instant now)
    {
        if (turn.Facts.DataCode is not { } fresh)
            return Transition.Asking(subscriber, new LookupRequest.ADataCode(OfRequest(subscriber, turn)));
        var holder = subscriber.Holder!;
        var code = new DataCode(fresh.Code, holder.Programme, holder.PersonId, now, now + DataCode.ValidFor);
        // Others would read the code in an SMS.
        if (SharedPhone.IsOne(subscriber))
            return new Transition(subscriber, [.. trail, new CodeShown(AgreementAction.Data, code.Code)], [new KeepDataCode(code)]);
        var sms =
            new DataSms(holder.Name, account.AgreementCodes.Count(), Allowed(subscriber.Consent), fresh.MessageDays, code.Code,
                (int)DataCode.ValidFor.TotalDays);
        return new Transition(subscriber, [.. trail, new ActionSent(AgreementAction.Data)],
        [
            new KeepDataCode(code),
            new Send(SmsOrder.To(subscriber.Phone, Purpose.Reply, sms, holder.Programme, now) with { PersonId = holder.PersonId }),
        ]);
    }

    /// <summary>Names this request, and no later one under the same session id.</summary>
    public static string OfRequest(Subscriber subscriber, UssdTurn turn) => string.Join('|', "code", subscriber.Phone, turn.SessionId,
        subscriber.Session?.StartedAt.ToUnixTimeTicks(), subscriber.Session?.Steps);

    /// <summary>The granted purposes; after STOP none, whatever was granted before.</summary>
    private static IReadOnlyList<ConsentPurpose> Allowed(Consent consent) =>
        consent.Stopped ? [] : [.. Consent.Purposes.Where(consent.Allows)];
}
