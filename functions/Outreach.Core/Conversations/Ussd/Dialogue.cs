using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The menus: 0 goes back, 00 home, 98 shows more; anything else is one of the choices shown.</summary>
public static class Dialogue
{
    public static Screen HomeOf(Line line) => line.Holder is null ? new StrangerHome() : new Home();

    public static Move Step(Line line, UssdSession session, UssdTurn turn, Instant now)
    {
        var typed = Normaliser.ForInput(turn.Input!);
        var trail = session.Trail;
        if (session.Screen is WhoIsThis who) return WhoDialogue.Step(line, trail, who, typed, now);
        if (typed == "00") return new Move(line, [HomeOf(line)]);
        if (typed == "0") return trail.Count == 1 ? new Move(line, [.. trail, new Goodbye()]) : new Move(line, Popped(line, [.. trail]));
        return session.Screen switch
        {
            ResumeAt resume => Resume(line, trail, resume, typed),
            ResetAsked => PinResetDialogue.Answer(line, trail, typed, now),
            DraftFound => DraftDialogue.Found(line, trail, typed),
            JoinScreen => JoinDialogue.Step(line, session, typed, turn, now),
            Home => HomeChoice(line, trail, typed, now),
            StrangerHome => StrangerChoice(line, trail, typed, turn, now),
            PickLanguage => Pick(line, trail, typed),
            StillYours => WhoDialogue.Still(line, trail, typed, now),
            NewNumber or NewNumberAgain or MoveCode or OldNumber or OldNumberPin or ArriveCode => NumberDialogue.Step(line, trail, session.Screen, typed, turn, now),
            DraftStep or DraftReadBack or PickFarmer => DraftDialogue.Step(line, session, typed, turn, now),
            AccountScreen screen => AccountStep(line, trail, screen, typed, turn, now),
            _ => Again(line, trail),
        };
    }

    /// <summary>One screen back; a screen that only asks a question in between is skipped.</summary>
    public static IReadOnlyList<Screen> Popped(Line line, List<Screen> trail)
    {
        if (trail.Count > 0) trail.RemoveAt(trail.Count - 1);
        return trail.Count == 0 ? [HomeOf(line)] : trail;
    }

    private static Move Resume(Line line, IReadOnlyList<Screen> trail, ResumeAt resume, string typed) => typed switch
    {
        "1" => new Move(line, resume.Trail),
        "2" => new Move(line, [HomeOf(line)]),
        _ => Again(line, trail),
    };

    private static Move HomeChoice(Line line, IReadOnlyList<Screen> trail, string typed, Instant now) => (typed, line.Holder!.Role) switch
    {
        ("1", _) => To(line, trail, new BalanceTotals()),
        ("2", Role.Trader) when line.Draft?.IsWorthKeeping(now) == true => To(line, trail, new DraftFound()),
        ("2", Role.Trader) => new Move(line with { Draft = new OfferDraft() }, [.. trail, new DraftStep(DraftPart.Farmer)]),
        ("2", _) or ("3", Role.Trader) => To(line, trail, new OpenAsks(0)),
        ("3", _) or ("4", Role.Trader) => To(line, trail, new PickLanguage()),
        ("4", _) or ("5", Role.Trader) => To(line, trail, new HelpScreen()),
        _ => Again(line, trail),
    };

    private static Move StrangerChoice(Line line, IReadOnlyList<Screen> trail, string typed, UssdTurn turn, Instant now) => typed switch
    {
        _ when line.Holder is not null => new Move(line, [new Home()]),
        "1" => JoinDialogue.Begin(line, trail, turn, now),
        "2" => To(line, trail, new PickLanguage()),
        "3" => To(line, trail, new HelpScreen()),
        "4" => To(line, trail, new OldNumber()),
        _ => Again(line, trail),
    };

    private static Move Pick(Line line, IReadOnlyList<Screen> trail, string typed)
    {
        if (!int.TryParse(typed, out var n) || n < 1 || n > Languages.All.Count) return Again(line, trail);
        var next = line with { Language = (Language)(n - 1), Holder = line.Holder is { } h ? h with { Language = (Language)(n - 1) } : null };
        return new Move(next, [HomeOf(line)]);
    }

    private static Move AccountStep(Line line, IReadOnlyList<Screen> trail, AccountScreen screen, string typed, UssdTurn turn, Instant now)
    {
        var account = turn.Facts.Account!;
        return screen switch
        {
            BalanceTotals => typed switch
            {
                "1" => To(line, trail, new ByPerson(0)),
                "2" => To(line, trail, new ByAge()),
                "3" => To(line, trail, new AgreementList(null, 0)),
                "4" => To(line, trail, new DueList(0)),
                "5" => To(line, trail, new MoreMenu()),
                _ => Again(line, trail),
            },
            ByPerson list => Choose(line, trail, typed, AccountLists.People(line, account, list.Page), list with { Page = list.Page + 1 },
                i => new AgreementList(Counterparty.Of(account)[i].OtherId, 0)),
            AgreementList list => Choose(line, trail, typed, AccountLists.Agreements(line, account, list.OtherId, list.Page), list with { Page = list.Page + 1 },
                i => new AgreementDetail(AccountLists.Listed(account, list.OtherId)[i].Code)),
            DueList list => Choose(line, trail, typed, AccountLists.Due(line, account, list.Page, now), list with { Page = list.Page + 1 },
                i => new AgreementDetail(AccountLists.Scheduled(account)[i].Code)),
            OpenAsks list => Choose(line, trail, typed, AccountLists.Asks(line, account, list.Page, now), list with { Page = list.Page + 1 },
                i => Asked(account.AwaitingAnswer(now).ElementAt(i))),
            AskToAnswer ask => AskDialogue.Step(line, trail, ask, typed, turn, account, now),
            _ => ActDialogue.Step(line, trail, screen, typed, turn, account, now),
        };
    }

    private static AskToAnswer Asked(AccountEntry entry) => new(entry.Code, entry.Ask!.Number);

    private static Move Choose(Line line, IReadOnlyList<Screen> trail, string typed, ListPage page, Screen more, Func<int, Screen> open)
    {
        if (typed == "98" && page.HasMore) return To(line, trail, more);
        return int.TryParse(typed, out var n) && n >= 1 && n <= page.Records.Count ? To(line, trail, open(page.Records[n - 1])) : Again(line, trail);
    }

    internal static Move To(Line line, IReadOnlyList<Screen> trail, Screen next) => new(line, [.. trail.TakeLast(20), next]);

    internal static Move Again(Line line, IReadOnlyList<Screen> trail) => new(line, trail, Notice: true);
}
