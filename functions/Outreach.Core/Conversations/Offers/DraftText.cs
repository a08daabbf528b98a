using NodaTime;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The screens of an unfinished offer.</summary>
public static class DraftText
{
    public static string Of(Words words, Subscriber subscriber, Screen screen, Instant now) => screen switch
    {
        DraftSent sent => words.OfferSent(sent.Code),
        NotConfirmed => words.NotConfirmed + "\n" + words.BackHome,
        DraftReadBack => ReadBack(words, subscriber.Draft!),
        DraftFound =>
            Pages.Of(words.DraftFound(subscriber.Draft?.Farmer?.Name ?? ""), [words.GoOn, words.StartAgain], "", words.BackHome, 0).Text,
        _ => Question(words, subscriber, (DraftStep)screen, now),
    };

    private static string ReadBack(Words words, OfferDraft draft) =>
        words.ReadBack(draft.Farmer!.Name, draft.ToTerms()) + "\n" + words.SendOrCancel;

    private static string Question(Words words, Subscriber subscriber, DraftStep step, Instant now)
    {
        var header =
            (step.Fault == DraftFault.None ? "" : words.Fault(step.Fault) + "\n")
                + words.Question(step.Part, subscriber.Draft?.Unit ?? Unit.Kg);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        IReadOnlyList<string> items = step.Part switch
        {
            DraftPart.Crop => [.. subscriber.Holder!.Crops.Take(9).Select(words.Crop)],
            DraftPart.Grade => [.. DraftDialogue.Grades.Select(g => g.Length == 0 ? words.NoGrade : g)],
            DraftPart.Unit => [.. DraftDialogue.Units.Select(words.Unit)],
            DraftPart.DeliverBy => Days(words, today),
            DraftPart.PayBy => Days(words, subscriber.Draft!.DeliverBy!.Value),
            DraftPart.Advance => [words.NoAdvance],
            _ => [],
        };
        var page = Pages.Of(header, items, "", words.BackHome, 0);
        // All crops are shown, shortened as needed: a number that is not shown cannot be typed.
        for (var longest = 20; page.HasMore && longest > 0; longest--)
        {
            page = Pages.Of(header, [.. items.Select(i => i.Length <= longest ? i : i[..longest].TrimEnd())], "", words.BackHome, 0);
        }
        return page.Text;
    }

    /// <summary>Puts a sign between key and day, because <c>1 2 Mar</c> would read as the twelfth.</summary>
    internal static string[] Days(Words words, LocalDate from) =>
        ["= " + words.Day(from), "= " + words.Day(from.PlusDays(7)), "= " + words.Day(from.PlusDays(30))];
}
