using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>A person who gave their PIN asks for a letter about their repayment record.</summary>
/// <param name="Code">A random code; its holder may read the letter.</param>
/// <param name="Shown">A screen showed the code, since an SMS would show it to others.</param>
[StoredAs("RequestLetter")]
public sealed record RequestLetter(string Code, string Programme, string PersonId, string Name, string Phone, string Currency,
    bool Shown = false, Account? Whole = null) : Command, IAboutWholeAccount
{
    public Command With(Account? whole) => this with { Whole = whole };
}

/// <summary>
/// A person's repayment record on one day, for the holder of its code. The letter is a copy: it does not follow the account, and it
/// expires.
/// </summary>
/// <param name="Since">The time of the account's first agreement.</param>
/// <param name="Finished">Agreements as payer, paid in full.</param>
/// <param name="EndedEarly">Agreements as payer that both sides ended early.</param>
/// <param name="Open">Agreements as payer that are still open.</param>
/// <param name="OnTime">Instalments paid by their due date; deposits of savings too.</param>
/// <param name="Late">Instalments paid after their due date. A deposit is planned and no debt, so none is late or missed.</param>
/// <param name="Missed">Instalments due before the day of the letter and not paid.</param>
/// <param name="InDispute">The number of agreements in dispute; the amounts in dispute do not count as missed.</param>
public sealed record Letter(
    string Code, string Programme, string PersonId, string Name, Instant MadeAt, Instant ValidUntil, Instant? Since,
    int Finished, int EndedEarly, int Open, int OnTime, int Late, int Missed, int InDispute, Money Owing, Money Owed)
{
    /// <summary>How long a bank may read the letter.</summary>
    public static readonly Duration ValidFor = Duration.FromDays(30);
}

internal static class Letters
{
    public static IReadOnlyList<Effect> Request(Account account, RequestLetter request, Instant now)
    {
        var today =
            (Country.OfPhone(request.Phone) ?? throw new InvalidOperationException("A letter for a country that is not served.")).Today(
                now);
        var letter = Of(account, request, today, now);
        return
        [
            new KeepLetter(letter),
            .. request.Shown ? Array.Empty<Effect>() : [new Send(
                SmsOrder.To(request.Phone, Purpose.Reply, new LetterSms(letter.Code, today.PlusDays((int)Letter.ValidFor.TotalDays)),
                    request.Programme, now) with { PersonId = request.PersonId })],
        ];
    }

    /// <summary>Replies that no letter is possible, since the person has no agreements.</summary>
    public static IReadOnlyList<Effect> None(RequestLetter request, Instant now) =>
        [new Send(SmsOrder.To(request.Phone, Purpose.Reply, new NoLetterSms(), request.Programme, now))];

    private static Letter Of(Account account, RequestLetter request, LocalDate today, Instant now)
    {
        var paying = account.Entries.Where(e => e.IsPayer).ToList();
        var record = account.Record;
        var zero = Money.Zero(request.Currency);
        return new(request.Code, request.Programme, request.PersonId, request.Name, now, now + Letter.ValidFor, account.Since,
            record.Finished, record.EndedEarly,
            paying.Count(e => e.Status == AgreementStatus.Confirmed),
            record.OnTime, record.Late,
            paying.Where(e => e.Status == AgreementStatus.Confirmed).Sum(e => e.Undisputed.Count(c =>
                c.CanBeMissed && c.From == e.Role && c.Due < today)),
            paying.Count(e => e.Dispute is not null),
            account.Total(Side.Owes) ?? zero, account.Total(Side.IsOwed) ?? zero);
    }
}
