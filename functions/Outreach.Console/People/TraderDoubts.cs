using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Console;

/// <summary>What is doubtful about a trader who registered by phone. Confirming one in spite of it takes two owners.</summary>
internal static class TraderDoubts
{
    /// <summary>A number that was made for a fraud is seldom used for longer.</summary>
    private static readonly Duration newFor = Duration.FromHours(24);

    /// <summary>A sentence for the coordinator; null for no doubt.</summary>
    public static async Task<string?> OfAsync(People people, Holder holder, PhoneUser user, Programme programme, Instant now,
        CancellationToken ct) =>
        await people.NearNamesakeAsync(holder, ct) is { } other
            ? $"Another {FieldFaults.Of(other.Role)} has this name or one like it, with the phone {other.Phone}."
            : PersonNames.Doubt(holder.Name, programme)
                ?? (now - user.Tenure?.Since < newFor ? "The number was registered less than a day ago." : null);
}
