using System.Text.Json;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Scenarios;

/// <summary>
/// A partner's program: <c>partner wants agreement.bound load.confirmed</c> of kenya-maize; <c>partner fails</c>, <c>partner answers</c>;
/// <c>partner hears</c> shows what the program took since it was asked last, each event once and in no order.
/// </summary>
public sealed partial class Transcript
{
    private const string Target = "partner";
    private int heard;

    private async Task PartnerAsync(string verb, string what)
    {
        switch (verb)
        {
            case "wants":
                var set = new SetEventTarget(Target, "https://erp.example.org/in", what.Split(' '), false, "coordinator", 1, "another");
                await world.AskAsync(() => world.Get<PartnerTargets>().DoAsync(Programme, set, $"wants-{number}", default));
                await world.AskAsync(() => world.Get<PartnerTargets>().RenewAsync(Programme, Target, $"secret-{number}", default));
                break;
            case "fails":
                world.Partner.Answer = new(false, "HTTP 503");
                break;
            case "answers":
                world.Partner.Answer = null;
                break;
            default:
                var came = world.Partner.Taken.DistinctBy(e => e.Id).ToList();
                var news = came.Skip(heard).Select(Said).Order(StringComparer.Ordinal).ToList();
                heard = came.Count;
                Show(news.Count == 0 ? "nothing" : string.Join('\n', news));
                break;
        }
    }

    private static string Said(OutgoingEvent sent)
    {
        var said = JsonDocument.Parse(sent.Body).RootElement;
        var data = said.GetProperty("data");
        return $"{said.GetProperty("type").GetString()} " + string.Join(' ', data.EnumerateObject().Select(p => $"{p.Name}={p.Value}"));
    }

    [GeneratedRegex(@"^partner (?<verb>wants|fails|answers|hears)( (?<what>.+))?$")]
    private static partial Regex PartnerLine();
}
