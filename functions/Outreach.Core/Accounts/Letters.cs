using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>The account's person, known by their PIN, wants a letter about how they pay.</summary>
/// <param name="Code">Drawn by chance: who has it may read the letter.</param>
[StoredAs("RequestLetter")]
public sealed record RequestLetter(string Code, string Programme, string PersonId, string Name, string Phone, string Currency) : Command;

/// <summary>
/// What a person's record shows on one day, for whoever they give the code to. A copy: it does not change with the account, and it ends.
/// </summary>
/// <param name="Since">The first agreement in the account.</param>
/// <param name="Finished">Agreements they were to pay under, paid to the end.</param>
/// <param name="EndedEarly">Such agreements that both sides ended before.</param>
/// <param name="Open">Such agreements that still run.</param>
/// <param name="OnTime">Instalments paid by their date.</param>
/// <param name="Late">Paid after it.</param>
/// <param name="Missed">Due before the day of the letter and not paid.</param>
/// <param name="InDispute">How many of the open ones are in dispute; what is disputed is not counted as missed.</param>
public sealed record Letter(
    string Code, string Programme, string PersonId, string Name, Instant MadeAt, Instant ValidUntil, Instant? Since,
    int Finished, int EndedEarly, int Open, int OnTime, int Late, int Missed, int InDispute, Money Owing, Money Owed)
{
    /// <summary>How long a bank may ask for it.</summary>
    public static readonly Duration ValidFor = Duration.FromDays(30);
}

internal static class Letters
{
    public static Outcome<Account> Request(Account account, RequestLetter request, Instant now)
    {
        var today =
            (Country.OfPhone(request.Phone) ?? throw new InvalidOperationException("A letter for a country that is not served.")).Today(
                now);
        var letter = Of(account, request, today, now);
        return new(account,
        [
            new KeepLetter(letter),
            new Send(
                SmsOrder.To(request.Phone, Purpose.Reply, new LetterSms(letter.Code, today.PlusDays((int)Letter.ValidFor.TotalDays)),
                    request.Programme, now) with { PersonId = request.PersonId }),
        ]);
    }

    /// <summary>Nothing was ever agreed: there is nothing that a letter could say, and that is said.</summary>
    public static Outcome<Account> None(RequestLetter request, Instant now) =>
        new(null, [new Send(SmsOrder.To(request.Phone, Purpose.Reply, new NoLetterSms(), request.Programme, now))]);

    private static Letter Of(Account account, RequestLetter request, LocalDate today, Instant now)
    {
        var paying = account.Entries.Where(e => e.IsPayer).ToList();
        var record = account.Record;
        var zero = Money.Zero(request.Currency);
        return new(request.Code, request.Programme, request.PersonId, request.Name, now, now + Letter.ValidFor, account.Since,
            record.Finished, record.EndedEarly,
            paying.Count(e => e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed),
            record.OnTime, record.Late,
            paying.Where(e => e.Status == AgreementStatus.Confirmed).Sum(e => Schedules.On(today, e.Terms, e.Left, e.Paid).MissedParts),
            paying.Count(e => e.Status == AgreementStatus.Disputed),
            account.Total(Side.Owes) ?? zero, account.Total(Side.IsOwed) ?? zero);
    }
}
