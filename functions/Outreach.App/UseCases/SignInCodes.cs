using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A code that somebody asked for. It says nothing of the code itself, which is made from it with the pepper.</summary>
/// <param name="Id">Random, so that no code follows from another.</param>
public sealed record AskedCode(string Id, Instant At, Language Language);

/// <summary>How a code that was asked for stands.</summary>
public sealed record CodeState(string Id, Instant At, int Tries, bool IsOver);

/// <summary>The codes that were asked for with one phone on one day.</summary>
public sealed record CodesOfDay(IReadOnlyList<CodeState> Codes);

/// <summary>
/// Codes by SMS, with which staff sign in to the console. No code is stored, queued or logged: it is made where it is sent and where it is
/// compared. What is asked for with a number that is nobody's takes the same steps, so that neither answer nor time tells whose it is.
/// </summary>
public sealed partial class SignInCodes(ITables tables, IQueues queues, KeyHolders keys, GatewayChoice gateways, Sealing sealing,
    OutreachOptions options, IClock clock, ILogger<SignInCodes> logger)
{
    public const int Minutes = 10;

    /// <summary>The tries of one code.</summary>
    public const int MostTries = 5;

    public const int CodesAnHour = 3;
    public const int CodesADay = 8;

    /// <summary>Codes that one address asks for in an hour, for whatever phones. An office has one address.</summary>
    public const int AsksAnHour = 20;

    /// <summary>Wrong tries in an hour of codes that could be right, over all staff; after them codes are closed until the hour ends.
    /// </summary>
    public const int WrongAnHour = 30;

    private const string Wrongs = "codes-wrong";

    private const int Attempts = 10;
    private static readonly Duration goodFor = Duration.FromMinutes(Minutes);

    /// <summary>Until when codes are closed, for whatever phone; null while they are open.</summary>
    public async Task<Instant?> ClosedUntilAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return await tables.CountedAsync(Keys.HourCount(now, Wrongs), ct) < WrongAnHour ? null
            : Instant.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / 3600 + 1) * 3600);
    }

    /// <summary>Asks for a code. Null when this address has asked too often.</summary>
    /// <param name="phone">In E.164.</param>
    /// <param name="address">The caller's address; kept as a keyed hash.</param>
    public async Task<AskedCode?> AskAsync(string phone, string address, Language language, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var asked = new AskedCode(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), now, language);
        if (await tables.CountAsync(Keys.HourCount(now, "codes-from|" + Mark(address)), AsksAnHour, ct) is not true)
        {
            Telemetry.SignIn("sms", "slow");
            return null;
        }
        Telemetry.SignIn("sms", "asked");
        if (await NoteAsync(phone, asked, ct))
            await queues.SendAsync(Queue.Work, Json.Write(new WorkItem(WorkKind.Code, AggregateId.Subscriber(phone), Code: asked)),
                Duration.Zero, ct);
        return asked;
    }

    /// <summary>False when so many were asked for with this phone that no more go out.</summary>
    private async Task<bool> NoteAsync(string phone, AskedCode asked, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (row, day) = await DayAsync(phone, asked.At, ct);
            if (day.Count >= CodesADay || day.Count(c => asked.At < c.At + Duration.FromHours(1)) >= CodesAnHour) return false;
            if (await WriteAsync(phone, asked.At, row, [.. day, new(asked.Id, asked.At, 0, false)], ct)) return true;
        }
        throw new ContentionException(AggregateId.Subscriber(phone));
    }

    /// <summary>Sends the code that was asked for, if the phone is a staff member's and the code still good.</summary>
    public async Task SendAsync(string phone, AskedCode asked, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (keys.ByPhone(phone) is not { } holder || now >= holder.EndsAt || now >= asked.At + goodFor) return;
        if (await tables.CountAsync(Keys.HourCount(now, "codes-sent"), options.SignInCodesAnHour, ct) is not true)
        {
            Telemetry.SignIn("sms", "full");
            Log.Full(logger);
            return;
        }
        var text = SmsSender.TextOf(new SignInCodeSms(CodeOf(phone, asked.Id), Minutes), asked.Language);
        var sms = new OutboundSms(SmsSender.MessageId($"sign-in|{phone}|{asked.Id}"), phone, text);
        var attempt = await gateways.SendAsync(sms, "", Purpose.Reply, ct);
        Telemetry.SignIn("sms", attempt.Handover.Kind == HandoverKind.Refused ? "refused" : "sent");
        if (attempt.Handover.Kind == HandoverKind.Refused) Log.NotTaken(logger, attempt.Gateway.Name, attempt.Handover.Failure);
    }

    /// <summary>
    /// The member of staff whose phone got this code; null for a wrong, old or used one. A try counts before it is looked at, and only
    /// where the code could be right: with one code nobody closes the way of all.
    /// </summary>
    /// <param name="isKnown">The browser signed in with this phone before: its tries close nobody's way, nor is it closed.</param>
    public async Task<KeyHolder?> TryAsync(string phone, AskedCode asked, string typed, bool isKnown, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var holder = keys.ByPhone(phone) is { } known && now < known.EndsAt ? known : null;
        // Tries with a stranger's number are counted too, elsewhere, for the same steps.
        var wrongs = Keys.HourCount(now, holder is null ? Wrongs + "-none" : Wrongs);
        int? number = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (row, day) = await DayAsync(phone, asked.At, ct);
            if (day.FirstOrDefault(c => c.Id == asked.Id) is not { IsOver: false, Tries: < MostTries } code || now >= code.At + goodFor)
                return Wrong();
            if (!isKnown) number ??= await tables.NextAsync(wrongs, holder is null ? int.MaxValue : WrongAnHour, ct);
            if (!isKnown && number is null or 0) return Wrong();
            var isRight = Equal(CodeOf(phone, asked.Id), typed) && holder is not null;
            // The right one ends the others too: they are in the same phone.
            if (!await WriteAsync(phone, asked.At, row,
                [.. day.Select(c => isRight ? c with { IsOver = true } : c == code ? c with { Tries = c.Tries + 1 } : c)], ct)) continue;
            if (isRight && !isKnown) await tables.UncountAsync(wrongs, ct);
            if (!isRight && number == WrongAnHour && holder is not null) Log.Guessed(logger, WrongAnHour);
            return isRight ? holder : Wrong();
        }
        throw new ContentionException(AggregateId.Subscriber(phone));

        static KeyHolder? Wrong()
        {
            Telemetry.SignIn("sms", "wrong");
            return null;
        }
    }

    private async Task<(Entity? Row, IReadOnlyList<CodeState> Codes)> DayAsync(string phone, Instant at, CancellationToken ct)
    {
        var row = await tables.GetAsync(Keys.PhoneCodes(at, Mark(phone)), ct);
        return (row, row is null ? [] : Json.Read<CodesOfDay>(row.Data).Codes);
    }

    private Task<bool> WriteAsync(string phone, Instant at, Entity? row, IReadOnlyList<CodeState> codes, CancellationToken ct) =>
        tables.WriteAsync(Keys.PhoneCodes(at, Mark(phone)), Json.Write(new CodesOfDay(codes)), row?.ETag, ct);

    private string CodeOf(string phone, string id) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(sealing.Mark("sign-in code", $"{phone}|{id}"))) % 1_000_000)
            .ToString("D6", CultureInfo.InvariantCulture);

    private string Mark(string text) => sealing.Mark("sign-in caller", text)[..16];

    private static bool Equal(string right, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(typed));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "So many sign-in codes went out within the hour that no more do.")]
        public static partial void Full(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "{Gateway} did not take a sign-in code ({Failure}).")]
        public static partial void NotTaken(ILogger logger, string gateway, SendFailure? failure);

        [LoggerMessage(3, LogLevel.Warning,
            "Somebody guesses sign-in codes: {Most} were wrong within the hour, and codes are closed until it ends.")]
        public static partial void Guessed(ILogger logger, int most);
    }
}
