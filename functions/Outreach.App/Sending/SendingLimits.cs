using System.Globalization;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Limits messages to one phone, to one range of unregistered numbers, and to the served countries. Counts are stored: a phone's with its
/// subscriber, a range's in one row an hour.
/// </summary>
public sealed class SendingLimits(OutreachOptions options, ITables tables)
{
    /// <summary>
    /// The digits of a number, country code included, that make a range. Operators sell numbers in blocks of about this size.
    /// </summary>
    private const int PrefixDigits = 8;

    private const int PageSize = 1000;

    private static readonly Duration kept = Duration.FromDays(2);

    private readonly HashSet<string> regions = [.. options.Regions()];

    private static Verdict OverADay { get; } =
        new Verdict.Never(DeliveryState.Suppressed, "This phone has had as many messages today as the settings allow.");

    private static Verdict OverAPrefix { get; } =
        new Verdict.Never(DeliveryState.Suppressed,
            "So many messages went to unregistered numbers like this one within the hour that no more do.");

    public static Verdict NotServed { get; } = new Verdict.Never(DeliveryState.Suppressed, "This country is not served.");

    public PhoneLimits Phone { get; } = new(options.AnswersPerPhoneAnHour, options.SmsPerPhoneADay);

    /// <summary>True for a country that this system knows and the settings do not exclude.</summary>
    public bool Serves(string phone) => Country.OfPhone(phone) is { } country && (regions.Count == 0 || regions.Contains(country.Region));

    /// <summary>Null when the limits allow the message.</summary>
    public async Task<Verdict?> RefusalAsync(Engine engine, Work work, string id, SmsOrder order, Subscriber? subscriber,
        CancellationToken ct)
    {
        if (!Serves(order.Phone)) return NotServed;
        // Messages with a weekly limit need no more; what registered people keep of their agreement is never held back.
        if (order.Purpose is not (Purpose.Reply or Purpose.Offer or Purpose.Receipt or Purpose.Contact)) return null;
        // A receipt to a stranger too: anybody registered can have a number's code sent to any number.
        if (subscriber?.Holder is null && !await PrefixHasRoomAsync(order.Phone, engine.Now(work), ct)) return OverAPrefix;
        // Who tells of a load or a payment hears what was noted and passed on, on any day: the other is asked about it.
        if (order.Counted || order.Purpose == Purpose.Receipt || order.Sms is SentSms) return null;
        var count = new CountSent(id, options.SmsPerPhoneADay);
        if (await engine.ExecuteAsync(work, AggregateId.Subscriber(order.Phone), count, id, ct) is true) return null;
        // A question of a market day waits for the morning: dropped, it could not be answered, and nobody would ask again.
        return order.Sms is QuestionSms ? new Verdict.Hold(NextMorning(order.Phone, engine.Now(work))) : OverADay;
    }

    private static Instant NextMorning(string phone, Instant now) =>
        Country.OfPhone(phone) is { } country ? country.At(country.Today(now).PlusDays(1), country.QuietUntil) : now;

    /// <summary>Drops expired counts.</summary>
    public async Task ForgetAsync(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Limits, Keys.DueBucket(now - kept), PageSize, ct);
            await tables.DeleteAllAsync(rows.Select(r => r.Key), ct);
            if (rows.Count < PageSize) return;
        }
    }

    /// <summary>Counts a try to send. Under heavy contention a message passes uncounted, because one more does no harm.</summary>
    private async Task<bool> PrefixHasRoomAsync(string phone, Instant now, CancellationToken ct)
    {
        var prefix = phone.TrimStart('+') is { Length: > PrefixDigits } digits ? digits[..PrefixDigits] : phone.TrimStart('+');
        var key = Keys.PrefixHour(now, prefix);
        if (await tables.CountAsync(key, options.SmsPerPrefixAnHour, ct) is not false) return true;
        await TellAsync(prefix, now, ct);
        return false;
    }

    /// <summary>Raises one task a day for each range.</summary>
    private Task TellAsync(string prefix, Instant now, CancellationToken ct)
    {
        var task = new RaiseTask("", TaskKinds.NumbersOverLimit, $"+{prefix}…", now);
        var id = SmsSender.MessageId($"prefix|{prefix}|{now.InUtc().Date}");
        return tables.InsertAsync(Keys.Task("", id), Json.Write(task), ct);
    }
}

/// <summary>Validates the limits, with a sentence that names the setting to change.</summary>
public sealed class LimitsValidation : IValidateOptions<OutreachOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, OutreachOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Problem(OutreachOptions options)
    {
        if (options.Regions().FirstOrDefault(r => Country.OfRegion(r) is null) is { } unknown)
            return $"Set Outreach__Countries to some of {string.Join(",", Country.All.Select(c => c.Region))}, or leave it out for all; "
                + $"'{unknown}' is none.";
        return Fault("AnswersPerPhoneAnHour", options.AnswersPerPhoneAnHour, Most)
            ?? Fault("SmsPerPhoneADay", options.SmsPerPhoneADay, 500) ?? Fault("SmsPerPrefixAnHour", options.SmsPerPrefixAnHour, Most)
            ?? Fault("SignInCodesAnHour", options.SignInCodesAnHour, Most)
            ?? Fault("UnaskedAnHour", options.UnaskedAnHour, 10_000_000)
            ?? Fault("SegmentsPerOwnerADay", options.SegmentsPerOwnerADay, 100_000_000);
    }

    private static string? Fault(string setting, int value, int most) => value >= 1 && value <= most ? null
        : string.Create(CultureInfo.InvariantCulture, $"Set Outreach__{setting} to a number from 1 to {most}.");
}
