using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The command that a request asks for.</summary>
/// <param name="About">The detail that the audit keeps of the command.</param>
internal sealed record Asked(Command Command, string? About = null);

/// <summary>
/// The common steps of every request about one agreement: find it, run a command, and answer with its state or a refusal.
/// </summary>
internal sealed class AgreementCalls(Agreements agreements, IClock clock)
{
    public static Answer None { get; } = Answer.NotFound("There is no agreement of that code.");

    public static Answer NoAsk { get; } = Answer.Bad("ask", "ask is the number of a question, 1 or more.");

    public static Answer NoSide { get; } = Answer.Bad("by", "by is trader, farmer, or the id of one of the two.");

    public async Task<Agreement?> FindAsync(Call call, CancellationToken ct)
    {
        var code = call.Named.Id;
        return Codes.HasShape(code) ? await agreements.FindAsync(code, ct) : null;
    }

    public AgreementView View(Agreement agreement) => AgreementView.Of(agreement, Today(agreement));

    /// <summary>Runs the command in the name of one side, as if they had asked on their phone.</summary>
    /// <param name="by"><c>trader</c>, <c>farmer</c>, or the person's id.</param>
    public Task<Answer> BySideAsync(Call call, string kind, string by, Func<Agreement, Caller, (Asked? Asked, Answer? Fault)> ask,
        CancellationToken ct) =>
        DoAsync(call, agreement =>
        {
            if (PersonId(agreement, by) is not { } person) return (null, NoSide);
            var (asked, fault) = ask(agreement, new Caller(call.CommandId(kind + "|"), person, Via: call.Who));
            return (asked is null ? null : asked with { About = asked.About is null ? person : $"{person}: {asked.About}" }, fault);
        }, ct);

    /// <summary>Runs the command in the coordinator's own name.</summary>
    public async Task<Answer> DoAsync(Call call, Func<Agreement, (Asked? Asked, Answer? Fault)> ask, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } before) return None;
        var (asked, fault) = ask(before);
        if (asked is null) return fault!;
        var refusal = await agreements.ExecuteAsync(before.Code, asked.Command, ct);
        var after = (await agreements.FindAsync(before.Code, ct))!;
        return refusal is { } why
            ? Refusals.Of(why, asked.Command, after, Today(after))
            : Answer.Changed(View(after), new(after.Programme, after.Code, asked.About, after.Handled.Contains(IdOf(asked.Command))));
    }

    /// <summary>The id that the agreement keeps of a handled command. A command without a change leaves no id.</summary>
    private static string IdOf(Command command) => command switch
    {
        AgreementCommand asked => asked.By.Id,
        RecordPayment payment => payment.Id,
        AssignMediator assign => assign.Id,
        AnswerDispute answer => answer.Id,
        ProposeResolution propose => propose.Id,
        _ => throw new InvalidOperationException($"{command.GetType().Name} has no id to know it by."),
    };

    public static (Money? Amount, Answer? Fault) Amount(Agreement agreement, string field, Exact amount, string? currency)
    {
        if (currency is not null && currency != agreement.Currency)
            return (null, Answer.Bad("currency", $"This agreement is in {agreement.Currency}."));
        return amount.Scaled(Currencies.Decimals(agreement.Currency)) is { } minor
            ? (agreement.Money(minor), null)
            : (null, Answer.Bad(field, $"{field} is finer than the currency's smallest coin, or too much."));
    }

    public static string Named(Enum name) => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());

    private LocalDate Today(Agreement agreement) => Country.OfPhone(agreement.Farmer.Phone)!.Today(clock.GetCurrentInstant());

    public static string? PersonId(Agreement agreement, string by) => by switch
    {
        "trader" => agreement.Trader.PersonId,
        "farmer" => agreement.Farmer.PersonId,
        _ => agreement.Has(by) ? by : null,
    };
}
