using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Values;
using Twilio.Clients;
using Twilio.Http;
using Twilio.Rest;
using HttpMethod = Twilio.Http.HttpMethod;

namespace Outreach.Gateways;

/// <summary>
/// Searches Twilio's list of messages to a number for one whose send left no answer:
/// https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources. The list is sorted by the time of sending,
/// newest first, and its filter by that time would leave out messages still queued.
/// </summary>
internal static class TwilioListing
{
    /// <summary>Twilio puts it before each text of a trial account.</summary>
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    private const int PageSize = 20;
    private const int MostPages = 10;

    /// <summary>The largest difference between Twilio's clock and ours.</summary>
    private static readonly Duration skew = Duration.FromSeconds(30);

    /// <summary>
    /// Refused, which lets the message be sent again, only where the list was read back beyond <paramref name="since"/> or to its end.
    /// Null for an answer that is no list.
    /// </summary>
    public static async Task<Handover?> FindAsync(TwilioRestClient client, OutboundSms sms, Instant since)
    {
        var from = (since - skew).ToDateTimeOffset();
        var wanted = Plain(sms.Text);
        var request = First(client.AccountSid, sms);
        for (var read = 0; read < MostPages; read++)
        {
            var page = GatewayClient.Parse<Page>((await client.RequestAsync(request)).Content);
            if (page?.Messages is not { } messages) return null;
            if (messages.FirstOrDefault(m => !(m.Created < from) && m.IsOurs && Plain(m.Body ?? "") == wanted) is { Sid: { } sid })
                return Handover.Accepted(sid);
            if (page.Next is not ['/', ..] || messages.Any(m => m.Created < from && !(m.Sent >= from)))
                return Handover.Refused(SendFailure.Unknown);
            request = new Request(HttpMethod.Get, $"https://{Domain.Api}.twilio.com{page.Next}");
        }
        return Handover.Ambiguous;
    }

    /// <summary>Only a sender of a pool is known for sure; of a messaging service's numbers Twilio picks one.</summary>
    private static Request First(string account, OutboundSms sms)
    {
        List<KeyValuePair<string, string>> query = [new("To", sms.To), new("PageSize", $"{PageSize}")];
        if (sms.From is { } from) query.Add(new("From", from));
        return new Request(HttpMethod.Get, Domain.Api, $"/2010-04-01/Accounts/{account}/Messages.json", queryParams: query);
    }

    /// <summary>
    /// The text without what Twilio changes: its Smart Encoding replaces quotes, dashes, odd spaces and unseen marks, as we do too.
    /// </summary>
    private static string Plain(string text)
    {
        var own = text.StartsWith(TrialPrefix, StringComparison.Ordinal) ? text[TrialPrefix.Length..] : text;
        var seen = Normaliser.ToGsm7(own).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format).ToArray();
        return string.Join(' ', new string(seen).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed record Page(IReadOnlyList<Listed>? Messages, [property: JsonPropertyName("next_page_uri")] string? Next);

    private sealed record Listed(
        string? Sid, string? Body, string? Direction, [property: JsonPropertyName("date_created")] string? DateCreated,
        [property: JsonPropertyName("date_sent")] string? DateSent)
    {
        public bool IsOurs => Direction != "inbound";
        public DateTimeOffset? Created => Date(DateCreated);
        public DateTimeOffset? Sent => Date(DateSent);

        private static DateTimeOffset? Date(string? text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
