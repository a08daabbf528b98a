using System.Globalization;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Who mediates in a dispute, and what they propose.</summary>
public sealed partial class Transcript
{
    /// <summary>
    /// The mediator at the API: <c>mediator answers "…"</c>, <c>mediator proposes -500 "…"</c>; and who it is: <c>mediator is otieno</c>,
    /// <c>mediator ends</c>.
    /// </summary>
    private Task MediateAsync(string verb, string what)
    {
        if (verb == "ends") return world.AskAsync(() => ExecuteAsync(new EndMediator($"end-{number}", "njeri")));
        if (verb == "is")
            return world.AskAsync(() => ExecuteAsync(new AssignMediator($"assign-{number}",
                new(Village.Find(what).Name, Village.Find(what).Phone), "njeri")));
        var words = what[what.IndexOf('"', StringComparison.Ordinal)..].Trim('"');
        return world.AskAsync(async () =>
        {
            if (verb == "answers")
            {
                await ExecuteAsync(new AnswerDispute($"answer-{number}", words));
                return;
            }
            var currency = (await world.Get<App.Agreements>().FindAsync(Codes.OfAgreement(lastCode), default))!.Currency;
            var whole = long.Parse(what.Split(' ')[0], CultureInfo.InvariantCulture);
            var adjustment = new Money(Currencies.Decimals(currency) == 0 ? whole : whole * 100, currency);
            await ExecuteAsync(new ProposeResolution($"proposal-{number}", new Resolution(adjustment, words)));
        });
    }
}
