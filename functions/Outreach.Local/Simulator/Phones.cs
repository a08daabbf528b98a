using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Local.Demo;

namespace Outreach.Local.Simulator;

/// <summary>One bubble of a conversation, with the price of its SMS.</summary>
public sealed record Bubble(SimulatedSms Sms, bool FromPhone, string? Price);

/// <summary>The users of a phone.</summary>
/// <param name="Name">Empty without a registered person; several names on a shared phone.</param>
/// <param name="Language">The language of replies, by its own name.</param>
/// <param name="Zone">Null outside the countries served.</param>
public sealed record PhoneUse(string Phone, string Name, string Role, string Language, string? Zone);

/// <summary>The webhook's answer, or the fault in the request.</summary>
public sealed record PhoneReply<T>(int Status, T? Value, string? Error) where T : class;

/// <summary>
/// Acts as phones do: sends to our own webhooks over HTTP in the providers' shapes, signed, so that the simulator tests the real way in. A
/// USSD text can hold a PIN, so it is neither kept nor logged.
/// </summary>
public sealed class Phones(
    SimulatedStore store, SimulatedTwilio twilio, IHttpClientFactory clients, IClock clock, Rates rates, People people,
    IOptions<AfricasTalkingOptions> africasTalking, IOptions<TwilioOptions> twilioOptions, IOptions<OutreachOptions> outreach)
{
    /// <summary>
    /// A typed number: with its country code, from a query where its plus became a space, or as dialled at home in a demo programme's
    /// country. Null when invalid.
    /// </summary>
    public static string? Normalised(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (!text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-')) return null;
        if (text.StartsWith('0'))
            return DemoPeople.Programmes.Select(p => PhoneNumber.Parse(text, p.Region)?.E164).FirstOrDefault(phone => phone is not null);
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length is >= 8 and <= 15 && digits[0] != '0' ? "+" + digits : null;
    }

    /// <summary>The phone's present users.</summary>
    public async Task<PhoneUse> UseAsync(string phone, CancellationToken ct)
    {
        var subscriber = await people.SubscriberAsync(phone, ct) ?? Subscriber.New(phone);
        var names = string.Join(" and ", subscriber.Holders.Select(h => h.Holder.Name));
        return new PhoneUse(phone, names, subscriber.Holder?.Role.ToString() ?? "", subscriber.Language.OwnName(),
            Country.OfPhone(phone)?.Zone);
    }

    /// <summary>The SMS sent to a phone, oldest first.</summary>
    public async Task<IReadOnlyList<SimulatedSms>> MessagesAsync(string phone, Instant since, CancellationToken ct)
    {
        var messages = (await store.ListAsync(phone, sentBy: false, since, ct)).ToArray();
        for (var i = 0; i < messages.Length; i++)
        {
            if (messages[i].Purpose is null) messages[i] = messages[i] with { Purpose = await PurposeAsync(messages[i], ct) };
        }
        return messages;
    }

    /// <summary>Waits, because a phone has an SMS a moment before the App has stored the sending.</summary>
    private async Task<string?> PurposeAsync(SimulatedSms sms, CancellationToken ct)
    {
        for (var tries = sms.Status == "delivered" ? 1 : 25; ; tries--)
        {
            if (await store.PurposeAsync(sms.Id, ct) is var purpose && (purpose is not null || tries <= 1)) return purpose;
            await Task.Delay(40, ct);
        }
    }

    /// <summary>The SMS of both directions, oldest first.</summary>
    public async Task<IReadOnlyList<Bubble>> ConversationAsync(string phone, CancellationToken ct)
    {
        var got = await MessagesAsync(phone, Instant.FromUnixTimeTicks(0), ct);
        var sent = await store.ListAsync(phone, sentBy: true, Instant.FromUnixTimeTicks(0), ct);
        return [.. got.Select(sms => new Bubble(sms, false, PriceOf(sms))).Concat(sent.Select(sms => new Bubble(sms, true, null)))
            .OrderBy(bubble => bubble.Sms.At)];
    }

    public async Task<PhoneReply<SimulatedSms>> SendSmsAsync(string from, string text, string? id, CancellationToken ct)
    {
        var size = Segments.Of(text);
        var sid = string.IsNullOrEmpty(id) ? SimulatedTwilio.NewSid() : id;
        var sms =
            new SimulatedSms(sid, from, twilio.Number, text, SimulatedGateway.EncodingName(size.Encoding), size.Count, null, "received",
                clock.GetCurrentInstant());
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = sid, ["SmsSid"] = sid, ["SmsMessageSid"] = sid, ["SmsStatus"] = "received", ["From"] = from,
            ["To"] = twilio.Number,
            ["Body"] = text, ["NumMedia"] = "0", ["NumSegments"] = $"{size.Count}", ["ApiVersion"] = "2010-04-01",
        };
        await store.KeepAsync(sms, sentBy: true, ct);
        var (status, body) = await twilio.PostAsync("/" + GatewayRoutes.TwilioSms, fields, ct);
        return status == StatusCodes.Status200OK ? new(status, sms, null) : new(status, null, Refused(status, body));
    }

    /// <param name="text">Every input since dialling, joined by <c>*</c>, as Africa's Talking sends it.</param>
    public async Task<PhoneReply<UssdReply>> UssdAsync(string phone, string sessionId, string text, CancellationToken ct)
    {
        var (status, body) = await PostAsync(GatewayRoutes.AfricasTalkingUssd, new()
        {
            ["sessionId"] = sessionId, ["phoneNumber"] = phone, ["serviceCode"] = outreach.Value.UssdCode, ["networkCode"] = "99999",
            ["text"] = text,
        }, ct);
        return status == StatusCodes.Status200OK && body.Length >= 4 && body[..4] is "CON " or "END "
            ? new(status, new UssdReply(body[4..], body.StartsWith("END", StringComparison.Ordinal)), null)
            : new(status == StatusCodes.Status200OK ? StatusCodes.Status502BadGateway : status, null,
                Refused(status, status == 200 ? "" : body));
    }

    /// <summary>Simulates a session lost by the network, which the provider reports afterwards.</summary>
    public async Task<int> DropAsync(string phone, string sessionId, CancellationToken ct) =>
        (await PostAsync(GatewayRoutes.AfricasTalkingUssdEvents, new()
    {
        ["sessionId"] = sessionId, ["phoneNumber"] = phone, ["serviceCode"] = outreach.Value.UssdCode, ["networkCode"] = "99999",
        ["status"] = "Incomplete", ["durationInMillis"] = "0", ["hopsCount"] = "0", ["input"] = "", ["lastAppResponse"] = "",
    }, ct)).Status;

    private async Task<(int Status, string Body)> PostAsync(string route, Dictionary<string, string> fields, CancellationToken ct)
    {
        var path = route.Replace("{key}", africasTalking.Value.LiveKeys[0], StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(fields);
        using var response =
            await clients.CreateClient(SimulatedGateway.GatewayName)
                .PostAsync(new Uri($"{twilioOptions.Value.PublicBase.TrimEnd('/')}/{path}"), content, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    private string? PriceOf(SimulatedSms sms)
    {
        var minor = sms.Segments * rates.MinorPerSegment(sms.To, SimulatedGateway.GatewayName);
        return minor == 0 ? null : new Money(minor, Country.OfPhone(sms.To)!.Currency).ToString();
    }

    /// <summary>Names the wrong field, which is the whole body of a webhook's 400.</summary>
    private static string Refused(int status, string body) =>
        body.Length is > 0 and < 40 ? $"The webhook answered {status}: {body}." : $"The webhook answered {status}.";
}
