using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Gateways;

/// <summary>
/// M-PESA of Kenya by Daraja: money, and no messages. Daraja signs nothing: a secret in the path, the caller's address where it is set,
/// and a question back to Daraja stand for a signature. Shapes: developer.safaricom.co.ke, C2B, B2C, Reversal and Transaction Status.
/// </summary>
public static partial class MpesaGateway
{
    public const string Name = "mpesa";

    /// <summary>
    /// Values of <c>TransactionStatus</c> that are final; with true the money moved. All but <c>Completed</c> are unconfirmed.
    /// </summary>
    private static readonly FrozenDictionary<string, bool> finals = new Dictionary<string, bool>
    {
        ["Completed"] = true, ["Cancelled"] = false, ["Declined"] = false, ["Expired"] = false, ["Failed"] = false, ["Reversed"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyedOptions<MpesaOptions>(configuration, MpesaOptions.Section);
        services.AddSingleton<Receiver>().AddSingleton<IMoneyProvider, MpesaProvider>();
        services.AddGatewayClient(Name, provider => provider.GetRequiredService<IOptions<MpesaOptions>>().Value.Pace);
    }

    internal static IEnumerable<Webhook> Webhooks(IServiceProvider services)
    {
        var receiver = services.GetRequiredService<Receiver>();
        var keyed = KeyedWebhooks.Of<MpesaOptions>(Name, services);
        Webhook[] all =
        [
            keyed.Post(GatewayRoutes.MpesaValidation, Fields.OfJson, receiver.ValidationAsync),
            keyed.Post(GatewayRoutes.MpesaConfirmation, Fields.OfJson, receiver.ConfirmationAsync),
            keyed.Post(GatewayRoutes.MpesaPaidOut, MpesaFields.OfResult, receiver.PaidOutAsync),
            keyed.Post(GatewayRoutes.MpesaReversal, MpesaFields.OfResult, receiver.ReversalAsync),
            keyed.Post(GatewayRoutes.MpesaAnswer, MpesaFields.OfResult, receiver.AnswerAsync),
            keyed.Post(GatewayRoutes.MpesaTimeout, Fields.OfJson, receiver.TimeoutAsync),
        ];
        return all.Select(webhook => webhook with { AnswerAsync = (request, ct) => receiver.KnowsCaller(request)
            ? webhook.AnswerAsync(request, ct) : Task.FromResult(WebhookReply.Forbidden) });
    }

    private sealed partial class Receiver(IInbound inbound, IOptions<MpesaOptions> settings, ILogger<Receiver> logger)
    {
        /// <summary>References longer than this are nobody's code.</summary>
        private const int ReferenceChars = 40;

        private static readonly WebhookReply Done = JsonReply.Of(new { ResultCode = 0, ResultDesc = "Accepted" });

        /// <summary>The code by which Daraja tells the payer that the account is wrong.</summary>
        private static readonly WebhookReply Refused = JsonReply.Of(new { ResultCode = "C2B00012", ResultDesc = "Rejected" });

        private readonly MpesaOptions _options = settings.Value;

        /// <summary>The last address in <c>X-Forwarded-For</c> is the one that the front door itself saw.</summary>
        public bool KnowsCaller(WebhookRequest request)
        {
            if (_options.Addresses.Count == 0) return true;
            var last = request.Headers.GetValueOrDefault("X-Forwarded-For")?.Split(',')[^1].Trim() ?? "";
            if (System.Net.IPEndPoint.TryParse(last, out var end)
                && _options.Addresses.Any(address => System.Net.IPAddress.Parse(address).Equals(end.Address))) return true;
            Log.Stranger(logger);
            return false;
        }

        /// <summary>Asked before the payer's money moves. Nothing is booked.</summary>
        public async Task<WebhookReply> ValidationAsync(Fields fields, CancellationToken ct)
        {
            var shortCode = ShortCode(fields, fields.Text("BusinessShortCode"), "BusinessShortCode");
            if (fields.Bad is { } bad) return bad;
            return !_options.RefuseUnknownAccounts || Reference(fields, "BillRefNumber") is { } account
                && await inbound.IsAgreementAsync(shortCode.Programme, account, ct) ? Done : Refused;
        }

        /// <summary>Somebody paid the short code. Names and balances are not read.</summary>
        public async Task<WebhookReply> ConfirmationAsync(Fields fields, CancellationToken ct)
        {
            var (id, amount, code) = (fields.Receipt("TransID"), fields.Shillings("TransAmount"), fields.Text("BusinessShortCode"));
            var day = fields.Day("TransTime", _options.TimesAreUtc);
            var shortCode = ShortCode(fields, code, "BusinessShortCode");
            if (fields.Bad is { } bad) return bad;
            // A hashed or masked number is none.
            var transfer = new Transfer(amount, fields.OptionalPhone("MSISDN") ?? "", PhoneOf(shortCode),
                Reference(fields, "BillRefNumber"), day);
            await inbound.TransferAsync(new(shortCode.Programme, Name, id, transfer, Proof($"in-{code}")), ct);
            return Done;
        }

        /// <summary>The short code paid somebody, or did not. That <c>Occasion</c> comes back is unconfirmed.</summary>
        public async Task<WebhookReply> PaidOutAsync(Fields fields, CancellationToken ct)
        {
            var (result, code) = (fields.Id("ResultCode"), fields.Request.RouteValues.GetValueOrDefault("shortCode") ?? "");
            var shortCode = ShortCode(fields, code, "shortCode");
            if (fields.Bad is { } bad) return bad;
            if (result != "0") return NoPayment(result);
            var (id, amount) = (fields.Receipt("TransactionReceipt"), fields.Shillings("TransactionAmount"));
            var day = fields.Day("TransactionCompletedDateTime", _options.TimesAreUtc);
            if (fields.Bad is { } badToo) return badToo;
            var transfer = new Transfer(amount, PhoneOf(shortCode) ?? "",
                fields.Party("ReceiverPartyPublicName") is { } payee ? Phones.ToE164(payee, fields.CountryCodes) : null,
                Reference(fields, "Occasion"), day);
            await inbound.TransferAsync(new(shortCode.Programme, Name, id, transfer, Proof($"out-{code}")), ct);
            return Done;
        }

        /// <summary>A payment to the short code was sent back, or was not.</summary>
        public async Task<WebhookReply> ReversalAsync(Fields fields, CancellationToken ct)
        {
            var (result, code) = (fields.Id("ResultCode"), fields.Request.RouteValues.GetValueOrDefault("shortCode") ?? "");
            var shortCode = ShortCode(fields, code, "shortCode");
            if (fields.Bad is { } bad) return bad;
            if (!_options.IsReversed(result)) return NoPayment(result);
            var (by, id, amount) =
                (fields.Receipt("TransactionID"), fields.Receipt("OriginalTransactionID"), fields.Shillings("Amount"));
            if (fields.Bad is { } badToo) return badToo;
            await inbound.ReversalAsync(new(shortCode.Programme, Name, id, by, amount, Proof($"out-{code}")), ct);
            return Done;
        }

        /// <summary>Daraja's answer to a question of ours, which its address names. What the payer typed as account is not in it.</summary>
        public async Task<WebhookReply> AnswerAsync(Fields fields, CancellationToken ct)
        {
            if (!_options.CanAsk || MpesaQuestion.Read(fields.Request.RouteValues.GetValueOrDefault("question") ?? "",
                _options.ConsumerSecret) is not { } question || !_options.Accounts.TryGetValue(question.ShortCode, out var shortCode))
                return WebhookReply.Forbidden;
            var result = fields.Id("ResultCode");
            if (fields.Bad is { } bad) return bad;
            // It says nothing of the transaction, so Daraja is asked again later.
            if (result != "0") return NoPayment(result);
            var status = fields.Id("TransactionStatus");
            if (fields.Bad is { } badStatus) return badStatus;
            if (!finals.TryGetValue(status, out var moved)) return NoPayment(status);
            var (amount, day) = (fields.Shillings("Amount"), fields.OptionalDay("FinalisedTime", _options.TimesAreUtc));
            if (moved && fields.Bad is { } badAmount) return badAmount;
            await inbound.AnswerAsync(new(shortCode.Programme, Name, question.Transaction, question.About,
                moved && IsOurs(fields, question) ? Moved(fields, new(amount, On: day)) : null), ct);
            return Done;
        }

        /// <summary>Daraja did not get to a request. What we ask is asked again by itself.</summary>
        public Task<WebhookReply> TimeoutAsync(Fields fields, CancellationToken ct)
        {
            Log.TimedOut(logger);
            return Task.FromResult(Done);
        }

        /// <summary>The receipt is the one asked about, and the money went the way of the callback, as far as the answer tells.</summary>
        private static bool IsOurs(Fields fields, MpesaQuestion question) =>
            (fields.Optional("ReceiptNo") ?? "") is var receipt && (receipt.Length == 0 || receipt == question.About)
            && (fields.Party(question.IsIn ? "CreditPartyName" : "DebitPartyName") ?? question.ShortCode) == question.ShortCode;

        private Transfer Moved(Fields fields, Transfer transfer) => transfer with
        {
            PayerPhone = Number(fields.Party("DebitPartyName"), fields) ?? "", PayeePhone = Number(fields.Party("CreditPartyName"), fields),
        };

        private string? Number(string? party, Fields fields) => party is null ? null
            : _options.Accounts.TryGetValue(party, out var shortCode) ? PhoneOf(shortCode) : Phones.ToE164(party, fields.CountryCodes);

        private CallbackProof Proof(string account) => new(_options.UnconfirmedCounts, _options.CanAsk ? account : null);

        private MpesaShortCode ShortCode(Fields fields, string code, string name)
        {
            if (_options.Accounts.TryGetValue(code, out var known)) return known;
            fields.Refuse(name);
            return new();
        }

        private static string? PhoneOf(MpesaShortCode shortCode) => shortCode.Phone is { Length: > 0 } phone ? phone : null;

        /// <summary>What the payer typed as the account; null for nothing.</summary>
        private static string? Reference(Fields fields, string name) => fields.Optional(name)?.Trim().ToUpperInvariant() switch
        {
            null or "" => null,
            { Length: > ReferenceChars } more => more[..ReferenceChars],
            var typed => typed,
        };

        private WebhookReply NoPayment(string result)
        {
            Log.NoPayment(logger, result);
            return Done;
        }

        private static partial class Log
        {
            [LoggerMessage(1, LogLevel.Warning, "Callback of M-PESA refused: it comes from an address that is not listed.")]
            public static partial void Stranger(ILogger logger);

            [LoggerMessage(2, LogLevel.Information, "M-PESA reports {Result}: no money moved, or not yet.")]
            public static partial void NoPayment(ILogger logger, string result);

            [LoggerMessage(3, LogLevel.Warning, "M-PESA did not get to a request in time.")]
            public static partial void TimedOut(ILogger logger);
        }
    }
}
