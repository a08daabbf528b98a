using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A gateway that was asked to take a message, and its answer.</summary>
public sealed record Attempt(IGateway Gateway, Handover Handover);

/// <summary>
/// Chooses the gateway for a message, and another when that gateway has an open circuit, is busy or lacks credit. After an ambiguous
/// answer no other gateway is tried, because the message may be on its way.
/// </summary>
public sealed partial class GatewayChoice
{
    private const string AnyRegion = "any";

    private readonly IReadOnlyDictionary<string, IGateway> gateways;
    private readonly OutreachOptions options;
    private readonly ILogger<GatewayChoice> logger;

    public GatewayChoice(IEnumerable<IGateway> gateways, OutreachOptions options, ILogger<GatewayChoice> logger)
    {
        this.gateways =
            gateways.ToDictionary(gateway => gateway.Name, IGateway (gateway) => new TracedGateway(gateway, new Rates(options)));
        (this.options, this.logger) = (options, logger);
        if (RoutesValidation.Problem(options, [.. this.gateways.Keys]) is { } problem) throw new InvalidOperationException(problem);
    }

    /// <summary>The gateways for a message in the order in which they are asked; at least one.</summary>
    /// <exception cref="InvalidOperationException">The phone's country is not served.</exception>
    public IReadOnlyList<IGateway> For(string programme, string phone, Purpose purpose)
    {
        var region = Country.OfPhone(phone)?.Region
            ?? throw new InvalidOperationException("A message to a country that is not served came as far as the gateway.");
        var route = options.Routes.Where(route => Fits(route, programme, region, purpose)).MaxBy(Weight);
        return route is null ? [gateways[options.Gateway]] : [.. route.Gateways.Select(name => gateways[name])];
    }

    /// <summary>Asks one gateway after the other until one takes the message, may have taken it, or refuses the message itself.</summary>
    public async Task<Attempt> SendAsync(OutboundSms sms, string programme, Purpose purpose, CancellationToken ct)
    {
        Attempt? refused = null;
        foreach (var gateway in For(programme, sms.To, purpose))
        {
            if (refused is not null) Log.StepsIn(logger, refused.Gateway.Name, sms.MessageId, refused.Handover.Failure, gateway.Name);
            var attempt = new Attempt(gateway, await gateway.SendAsync(sms with { From = SenderFor(gateway.Name, sms.To) }, ct));
            if (!StepsAside(attempt.Handover)) return attempt;
            // Trouble passes: a second gateway's wrong sender must not fail the message for good.
            if (refused?.Handover.Failure?.IsTrouble() != true) refused = attempt;
        }
        return refused!;
    }

    /// <summary>Splits bulk messages into requests: one message each, or many equal ones where the gateway takes them so.</summary>
    public IEnumerable<IReadOnlyList<OutboundSms>> Requests(IEnumerable<OutboundSms> messages, string programme, Purpose purpose)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        return messages.Select(sms => (Sms: sms, Gateway: For(programme, sms.To, purpose)[0]))
            .Select(m => (Sms: m.Sms with { From = SenderFor(m.Gateway.Name, m.Sms.To) }, m.Gateway))
            // People who share a phone cannot share a request.
            .GroupBy(m => (m.Gateway, m.Sms.Text, m.Sms.From, Time: times[m.Sms.To] = times.GetValueOrDefault(m.Sms.To) + 1))
            .SelectMany(alike => alike.Select(m => m.Sms).Chunk(alike.Key.Gateway.MostAtOnce));
    }

    /// <summary>Sends one of <see cref="Requests"/>. Answers come in the order of the messages.</summary>
    public async Task<IReadOnlyList<Attempt>> SendAsync(IReadOnlyList<OutboundSms> request, string programme, Purpose purpose,
        CancellationToken ct)
    {
        if (request is [var one]) return [await SendAsync(one, programme, purpose, ct)];
        var asked = For(programme, request[0].To, purpose);
        var attempts = (await asked[0].SendManyAsync(request, ct)).Select(handover => new Attempt(asked[0], handover)).ToArray();
        for (var n = 0; asked.Count > 1 && n < attempts.Length; n++)
        {
            if (StepsAside(attempts[n].Handover)) attempts[n] = await SendAsync(request[n], programme, purpose, ct);
        }
        return attempts;
    }

    /// <summary>True when the gateway takes nothing for now, so that another may. One that asks to slow down goes on by itself.</summary>
    private static bool StepsAside(Handover handover) =>
        handover is { Kind: HandoverKind.Refused, Failure: { } failure } && failure != SendFailure.RateLimited
            && (failure.IsTrouble() || failure is SendFailure.InvalidSender or SendFailure.RegionNotEnabled);

    /// <summary>Asks every gateway that may have the message. Returns the first that has it, else the least certain answer.</summary>
    public async Task<(IGateway Gateway, Handover? Answer)> FindAsync(OutboundSms sms, string programme, Purpose purpose, Instant since,
        CancellationToken ct)
    {
        var asked = new List<(IGateway Gateway, Handover? Answer)>();
        foreach (var gateway in For(programme, sms.To, purpose))
        {
            asked.Add((gateway, await gateway.FindAsync(sms, since, ct)));
            if (asked[^1].Answer is { Kind: HandoverKind.Accepted }) return asked[^1];
        }
        return asked.MinBy(a => a.Answer?.Kind switch { null => 0, HandoverKind.Ambiguous => 1, _ => 2 });
    }

    /// <summary>
    /// The sender that this phone always sees; null for the gateway's own. Each sender draws a number for the phone and the highest wins.
    /// </summary>
    /// <remarks>Adding or removing a sender therefore moves only that sender's phones.</remarks>
    private string? SenderFor(string gateway, string phone)
    {
        if (!options.Senders.TryGetValue(gateway, out var regions)) return null;
        var pool = regions.GetValueOrDefault(Country.OfPhone(phone)?.Region ?? "") ?? regions.GetValueOrDefault(AnyRegion);
        return pool?.MaxBy(sender => Draw(phone, sender));
    }

    private static ulong Draw(string phone, string sender) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{phone}|{sender}")));

    private static bool Fits(GatewayRoute route, string programme, string region, Purpose purpose) =>
        (route.Programme ?? programme) == programme && (route.Country ?? region) == region && (route.Purpose ?? purpose) == purpose;

    /// <summary>
    /// A route that names more things weighs more. Among equals, programme outweighs country, and country outweighs purpose.
    /// </summary>
    private static int Weight(GatewayRoute route) =>
        (route.Programme is null ? 0 : 12) + (route.Country is null ? 0 : 10) + (route.Purpose is null ? 0 : 9);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Refused} did not take message {MessageId} ({Failure}); {Next} steps in.")]
        public static partial void StepsIn(ILogger logger, string refused, string messageId, SendFailure? failure, string next);
    }
}
