using System.Security.Cryptography;
using Outreach.Core;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.App.UseCases;

/// <summary>
/// One USSD request: the line is read, each thing newly typed is decided, what a decision needs to know is looked up, and the screen is answered.
/// A menu costs one read and one write.
/// </summary>
public sealed class AnswerUssd(Engine engine, PinHasher pins)
{
    public async Task<UssdReply> AnswerAsync(UssdRequest request, CancellationToken ct)
    {
        var work = new Work(queued: false);
        var line = AggregateId.Line(request.Phone);
        var session = (await engine.StateAsync<Line>(work, line, ct))?.Session;
        var known = session?.SessionId == request.SessionId ? session.Consumed : -1;
        Shown? shown = null;
        foreach (var turn in request.Kind == UssdKind.Cumulative ? Turns(request, known) : [NewestInput.Turn(request, session)])
        {
            shown = await TakeAsync(work, line, turn, ct);
            if (shown.End) break;
        }
        return new UssdReply(shown!.Text, shown.End);
    }

    /// <summary>
    /// Cuts the gateway's cumulative text into what is new: a dial, then each thing typed, one or several when typed ahead.
    /// A request that brings nothing new is a repeat and gets the same screen again.
    /// </summary>
    private static IEnumerable<UssdTurn> Turns(UssdRequest request, int known)
    {
        if (known < 0) yield return new UssdTurn(request.SessionId, null, 0, UssdFacts.None);
        var position = Math.Max(0, known);
        if (request.Text.Length <= position)
        {
            if (known >= 0) yield return new UssdTurn(request.SessionId, "", request.Text.Length, UssdFacts.None);
            yield break;
        }
        var rest = request.Text[position..];
        if (position > 0 && rest[0] == '*') (rest, position) = (rest[1..], position + 1);
        foreach (var typed in rest.Split('*'))
        {
            position += typed.Length;
            yield return new UssdTurn(request.SessionId, typed, position, UssdFacts.None);
            position++;
        }
    }

    private async Task<Shown> TakeAsync(Work work, AggregateId line, UssdTurn turn, CancellationToken ct)
    {
        while (true)
        {
            switch (await engine.ExecuteAsync(work, line, turn, turn.SessionId, ct))
            {
                case Shown shown: return shown;
                case Need need: turn = turn with { Facts = await LookUpAsync(work, turn, need, ct) }; break;
                case var other: throw new InvalidOperationException($"A USSD turn was answered with {other?.GetType().Name ?? "nothing"}.");
            }
        }
    }

    private async Task<UssdFacts> LookUpAsync(Work work, UssdTurn turn, Need need, CancellationToken ct) => need switch
    {
        Need.AnAccount account => turn.Facts with { Account = await engine.StateAsync<Account>(work, account.Id, ct) ?? Account.Empty(account.Id.Key) },
        Need.PinChecked pin => turn.Facts with { PinRight = pins.Matches(pin.Typed, pin.Hash) },
        Need.PinHashed pin => turn.Facts with { Hash = pins.Hash(pin.Typed) },
        Need.TheLineOf other => await OtherAsync(work, turn.Facts, other.Phone, ct),
        Need.ACode code => turn.Facts with { Fresh = await FreshCodeAsync(work, code.Programme, $"{turn.SessionId}|{turn.Consumed}", ct) },
        Need.ASecret => turn.Facts with { Secret = Codes.Letters(RandomNumberGenerator.GetBytes(Letter.CodeLength), Letter.CodeLength) },
        Need.Digits digits => turn.Facts with { Secret = pins.Digits($"{turn.SessionId}|{digits.For}") },
        Need.OldNumberPin old => turn.Facts with { Old = new OldNumberFact(await OldPinAsync(work, old, ct)) },
        _ => throw new InvalidOperationException($"Nobody looks up {need.GetType().Name}."),
    };

    private async Task<UssdFacts> OtherAsync(Work work, UssdFacts facts, string phone, CancellationToken ct)
    {
        var line = await engine.StateAsync<Line>(work, AggregateId.Line(phone), ct);
        return facts with { Other = line?.Holder, Sharing = [.. (line?.Holders ?? []).Select(s => s.Holder)], OtherKnown = true };
    }

    /// <summary>
    /// Whose PIN this is at another number; null when it is nobody's, or two people's. The try is counted there before it is checked; a number
    /// that nobody has takes as long as one that somebody has.
    /// </summary>
    private async Task<string?> OldPinAsync(Work work, Need.OldNumberPin old, CancellationToken ct)
    {
        var line = AggregateId.Line(old.Phone);
        var open = (PinsToCheck)(await engine.ExecuteAsync(work, line, new CountPinTries(), $"{line}", ct))!;
        if (open.Hashes.Count == 0) pins.Hash(old.Typed);
        var right = open.Hashes.Where(h => pins.Matches(old.Typed, h.Value)).Select(h => h.Key).ToList();
        foreach (var key in right) await engine.ExecuteAsync(work, line, new PinWasRight(key), $"{line}", ct);
        return right is [var one] ? one : null;
    }

    private async Task<FreshCode> FreshCodeAsync(Work work, string programme, string purpose, CancellationToken ct)
    {
        var rules = (await engine.StateAsync<Programme>(work, AggregateId.Programme(programme), ct))?.Rules ?? AgreementRules.Default;
        for (var n = 0; ; n++)
        {
            var code = Codes.For(purpose, n);
            if (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is null) return new FreshCode(code, rules);
        }
    }
}
