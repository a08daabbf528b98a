using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The command that a request asks for.</summary>
/// <param name="About">The detail that the audit keeps of the command.</param>
internal sealed record Asked(Command Command, string? About = null);

/// <summary>
/// The common steps of every request about one agreement: find it, run a command, and answer with its state or a refusal.
/// </summary>
internal sealed class AgreementCalls(Agreements agreements, Approvals approvals, People people, IClock clock)
{
    /// <summary>Stands for the second owner where a command is tried without a write.</summary>
    private const string Nobody = "-";

    public static Answer None { get; } = Answer.NotFound("There is no agreement of that code.");

    public static Answer NoAsk { get; } = Answer.Bad("ask", "ask is the number of a question, 1 or more.");

    public static Answer NoSide { get; } = Answer.Bad("by", "by is trader, farmer, or the id of one of the two.");

    public Task<Agreement?> FindAsync(Call call, CancellationToken ct) => FindAsync(call.Named.Id, ct);

    public async Task<Agreement?> FindAsync(string code, CancellationToken ct) =>
        Codes.HasShape(code) ? await agreements.FindAsync(code, ct) : null;

    /// <summary>Whether our SMS reach both sides.</summary>
    public async Task<bool> ReachesBothAsync(Agreement agreement, CancellationToken ct)
    {
        foreach (var party in new[] { agreement.Farmer, agreement.Trader })
            if (await people.FindAsync(agreement.Programme, party.PersonId, ct) is not { IsWritten: true }) return false;
        return true;
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
        if (asked.Command is AgreementCommand said && SpokenFor.TakesTwo(said))
            return await AskAsync(call, before, said, tried => Sentences.Of(before, said, tried), asked.About, ct);
        var refusal = await agreements.ExecuteAsync(before.Code, asked.Command, ct);
        var after = (await agreements.FindAsync(before.Code, ct))!;
        return refusal is { } why
            ? Refusals.Of(why, asked.Command, after, Today(after))
            : Answer.Changed(View(after), new(after.Programme, after.Code, asked.About, after.Handled.Contains(IdOf(asked.Command))));
    }

    /// <summary>What the agreement would do with the command, without a write.</summary>
    public Task<Outcome<Agreement>> TryAsync(Agreement agreement, Command command, Instant now, CancellationToken ct) =>
        agreements.TryAsync(agreement, command, now, ct);

    /// <summary>Shows the agreement as the command would leave it, without a write.</summary>
    public async Task<Answer> TryAsync(Call call, Func<Agreement, (Asked? Asked, Answer? Fault)> ask, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } agreement) return None;
        var (asked, fault) = ask(agreement);
        if (asked is null) return fault!;
        var tried = await agreements.TryAsync(agreement, asked.Command, clock.GetCurrentInstant(), ct);
        return tried.Reply is AgreementRefusal refusal
            ? Refusals.Of(refusal, asked.Command, agreement, Today(agreement))
            : Answer.Changed(View(tried.State!), new(agreement.Programme, agreement.Code, asked.About, IsWritten: false));
    }

    /// <summary>Asks for a second owner's yes. Tried without a write, so that nobody approves what the agreement would refuse.</summary>
    /// <param name="will">All that will happen, for the approver, from the agreement as it would be.</param>
    /// <param name="about">What the audit keeps of it.</param>
    public async Task<Answer> AskAsync<T>(Call call, Agreement agreement, T command, Func<Agreement, string> will, string? about,
        CancellationToken ct)
        where T : Command, ITakesTwo
    {
        var tried = await agreements.TryAsync(agreement, command.ApprovedBy(Nobody), clock.GetCurrentInstant(), ct);
        if (tried.Reply is AgreementRefusal refusal) return Refusals.Of(refusal, command, agreement, Today(agreement));
        if (ReferenceEquals(tried.State, agreement))
            return Answer.Changed(View(agreement),
                new(agreement.Programme, agreement.Code, about, agreement.Handled.Contains(IdOf(command))));
        var approval = await approvals.StartAsync(IdOf(command),
            new StartApproval(agreement.Programme, ApprovalKinds.InAName, agreement.Code, AggregateId.Agreement(agreement.Code), command,
                call.Who, will(tried.State!)), ct);
        return Answer.Waits(View(agreement) with { Approval = approval.Id },
            new(agreement.Programme, agreement.Code, $"asked for, {about}"));
    }

    /// <summary>Asks for a second owner's yes to an offer. It has its code, and nothing else happens before.</summary>
    public async Task<Answer> AskAsync(Call call, string code, OfferTerms offer, CancellationToken ct)
    {
        var start = new StartApproval(offer.Programme, ApprovalKinds.InAName, code, AggregateId.Agreement(code), offer, call.Who,
            Sentences.Of(code, offer));
        var approval = await approvals.StartAsync(offer.Id, start, ct);
        if (Json.Write(approval.Command) != Json.Write<Command>(offer))
            return Answer.Conflict($"This {Call.KeyHeader} was used for another offer, {approval.Subject}.");
        var tried = AgreementDecisions.Decide(null, code, offer.ApprovedBy(Nobody), clock.GetCurrentInstant()).State!;
        return Answer.Waits(View(tried) with { Approval = approval.Id, History = [], Asks = [] },
            new(offer.Programme, code, $"asked for, an offer of {offer.Trader.PersonId} to {offer.Farmer.PersonId}"));
    }

    /// <summary>The id that the agreement keeps of a handled command. A command without a change leaves no id.</summary>
    private static string IdOf(Command command) => command switch
    {
        AgreementCommand asked => asked.By.Id,
        RecordPayment payment => payment.Id,
        RecordReversal reversal => reversal.Id,
        AssignMediator assign => assign.Id,
        EndMediator end => end.Id,
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

    public LocalDate Today(Agreement agreement) => Country.OfPhone(agreement.Farmer.Phone)!.Today(clock.GetCurrentInstant());

    public static string? PersonId(Agreement agreement, string by) => by switch
    {
        "trader" => agreement.Trader.PersonId,
        "farmer" => agreement.Farmer.PersonId,
        _ => agreement.Has(by) ? by : null,
    };
}
