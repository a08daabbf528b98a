using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What a person in several programmes wants, where it matters which.</summary>
public enum ProgrammeMatter { Balance, Answers, Offer, Mail, Leaving, Payment, Delivery }

/// <summary>Asks a person in several programmes which one she means.</summary>
[StoredAs("WhichProgramme")]
public sealed record WhichProgramme(ProgrammeMatter For, IReadOnlyList<JoinChoice> Choices) : Screen
{
    public override bool IsPersonal => For != ProgrammeMatter.Offer;
}

/// <summary>Joining one more programme from a shared phone: the PIN comes first.</summary>
[StoredAs("OneMoreProgramme")]
public sealed record OneMoreProgramme : Screen { public override bool IsPersonal => true; }

/// <summary>No other programme can be joined from a phone here.</summary>
[StoredAs("NoOtherProgramme")] public sealed record NoOtherProgramme : Screen;

/// <summary>Leads to a personal screen of one programme, and asks which only where several have something to show.</summary>
internal static class WhichProgrammeDialogue
{
    public static Transition To(Subscriber subscriber, IReadOnlyList<Screen> trail, ProgrammeMatter matter, UssdTurn turn, Instant now)
    {
        var hers = subscriber.HasSeveral ? subscriber.Mine.Where(u => Fits(u, matter)).ToList() : [];
        if (hers.Count == 0) return Into(subscriber, trail, matter, now);
        if (hers is [var only]) return Into(subscriber.As(only.Holder.Key), trail, matter, now);
        if (turn.Facts.Hers is not { } known)
            return Transition.Asking(subscriber, new LookupRequest.HerProgrammes([.. hers.Select(u => u.Holder.Key)], matter));
        var shown = known.Where(p => Shows(p, matter, now)).ToList();
        return shown switch
        {
            [] => Into(subscriber, trail, matter, now),
            [var one] => Into(subscriber.As(one.Key), trail, matter, now),
            _ => Dialogue.To(subscriber, trail, new WhichProgramme(matter, [.. shown.Select(p => new JoinChoice(p.Key, p.Name))])),
        };
    }

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, WhichProgramme screen, string typed, Instant now) =>
        int.TryParse(typed, out var n) && n >= 1 && n <= screen.Choices.Count && subscriber.Holds(screen.Choices[n - 1].Id)
            ? Into(subscriber.As(screen.Choices[n - 1].Id), trail, screen.For, now)
            : Dialogue.Again(subscriber, trail);

    public static string Text(Words words, WhichProgramme screen) =>
        Pages.All(words.WhichProgramme, [.. screen.Choices.Select(c => words.Named(c.Name))], words.BackHome);

    /// <summary>Whether one of a person's programmes knows her as a trader: the menu then has its line.</summary>
    public static bool IsTrader(Subscriber subscriber) => subscriber.Others is null
        ? subscriber.Holder?.Role == Role.Trader
        : subscriber.Mine.Any(u => u.Holder.Role == Role.Trader);

    private static bool Fits(PhoneUser user, ProgrammeMatter matter) =>
        matter != ProgrammeMatter.Offer || user.Holder.Role == Role.Trader;

    private static bool Shows(ProgrammeFact programme, ProgrammeMatter matter, Instant now) => matter switch
    {
        ProgrammeMatter.Balance => programme.Account?.Entries.Any() == true,
        ProgrammeMatter.Answers => programme.Account?.AwaitingAnswer(now).Any() == true,
        ProgrammeMatter.Payment => programme.Account is { } account && AccountLists.ToPay(account).Count > 0,
        ProgrammeMatter.Delivery => programme.Account is { } account && AccountLists.ToDeliver(account).Count > 0,
        ProgrammeMatter.Mail => programme.Person?.Mail is { Count: > 0 },
        _ => true,
    };

    private static Transition Into(Subscriber subscriber, IReadOnlyList<Screen> trail, ProgrammeMatter matter, Instant now)
    {
        var chosen = matter switch
        {
            ProgrammeMatter.Balance => Dialogue.To(subscriber, trail, new BalanceTotals()),
            ProgrammeMatter.Answers => Dialogue.To(subscriber, trail, new OpenQuestions(0)),
            ProgrammeMatter.Payment => Dialogue.To(subscriber, trail, new PaymentList(0)),
            ProgrammeMatter.Delivery => Dialogue.To(subscriber, trail, new DeliveryList(0)),
            ProgrammeMatter.Mail => Dialogue.To(subscriber, trail, new ReadMail(0)),
            ProgrammeMatter.Leaving => Dialogue.To(subscriber, trail, new LeaveCheck()),
            _ when subscriber.Holder!.Unconfirmed => Dialogue.To(subscriber, trail, new NotConfirmed()),
            _ when subscriber.Draft?.IsWorthKeeping(now) == true => Dialogue.To(subscriber, trail, new DraftFound()),
            _ => Dialogue.To(subscriber with { Draft = new OfferDraft() }, trail, new DraftStep(DraftPart.Farmer)),
        };
        return chosen with { Who = subscriber.Holder!.Key };
    }
}
