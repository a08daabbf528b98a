using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The screens of an unfinished offer.</summary>
public static class DraftText
{
    public static string Of(Words words, Subscriber subscriber, Screen screen, Account? account, Instant now) => screen switch
    {
        DraftSent sent => words.OfferSent(sent.Code),
        NotConfirmed => words.NotConfirmed + "\n" + words.BackHome,
        DraftReadBack => ReadBack(words, subscriber.Draft!),
        OfferBefore { Earlier: var earlier } => Pages.Of(words.OfferBefore(earlier, subscriber.Draft?.Farmer?.Name ?? ""),
            [words.SameItem, words.AnotherItem], "", words.BackHome, 0).Text,
        DraftMore =>
            Pages.Of(words.MoreItem, [words.GradeItem(subscriber.Draft?.Grade ?? ""), words.AdvanceItem], "", words.BackHome, 0).Text,
        DraftFound =>
            Pages.Of(words.DraftFound(subscriber.Draft?.Farmer?.Name ?? ""), [words.GoOn, words.StartAgain], "", words.BackHome, 0).Text,
        _ => Question(words, subscriber, (DraftStep)screen, account, now),
    };

    private static string ReadBack(Words words, OfferDraft draft) =>
        words.ReadBack(draft.Farmer!.Name, draft.ToTerms()) + "\n" + words.SendOffer;

    private static string Question(Words words, Subscriber subscriber, DraftStep step, Account? account, Instant now)
    {
        var header =
            (step.Fault == DraftFault.None ? "" : words.Fault(step.Fault) + "\n")
                + words.Question(step.Part, subscriber.Draft?.Unit ?? Unit.Kg);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        IReadOnlyList<string> items = step.Part switch
        {
            DraftPart.Crop => [.. Last(words, DraftDialogue.LastGoods(subscriber, account!, subscriber.Draft ?? new())),
                .. subscriber.Holder!.Crops.Take(DraftDialogue.MostCrops).Select(words.Crop)],
            DraftPart.Grade => [.. DraftDialogue.Grades.Select(g => g.Length == 0 ? words.NoGrade : g)],
            DraftPart.Unit => [.. DraftDialogue.Units.Select(words.Unit)],
            DraftPart.Price => DraftDialogue.LastPrice(account!, subscriber.Draft ?? new()) is { } price ? ["= " + words.Money(price)] : [],
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

    private static IEnumerable<string> Last(Words words, Terms? last) =>
        last is null ? [] : [$"{words.Goods(last.Crop, last.Grade)}, {words.Unit(last.Quantity.Unit)}"];

    /// <summary>Puts a sign between key and day, because <c>1 2 Mar</c> would read as the twelfth.</summary>
    internal static string[] Days(Words words, LocalDate from) =>
        ["= " + words.Day(from), "= " + words.Day(from.PlusDays(7)), "= " + words.Day(from.PlusDays(30))];
}
