using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Infra.Tests.Costs;

/// <summary>
/// What one person in a programme does to the system in a month, traders' turns shared out among all: four agreements from the offer to
/// the receipts, a reminder of each, and four tips.
/// </summary>
internal static class Workload
{
    public const int Offers = 4, Confirmations = 4, Reminders = 4, Tips = 4, BalanceSessions = 1;

    /// <summary>USSD requests of a draft from the dial to the sending, and of a look at the balance.</summary>
    public const int TurnsOfADraft = 13, TurnsOfABalance = 4;

    /// <summary>Messages out: the offer, a receipt for either side, the reminder, the tip.</summary>
    public const int Messages = Offers + 2 * Confirmations + Reminders + Tips;

    /// <summary>An offer and a receipt take two segments of 153 letters; a reminder and a tip are written to fit into one.</summary>
    public const int Segments = 2 * Offers + 2 * 2 * Confirmations + Reminders + Tips;

    /// <summary>One request each, but for USSD one a turn.</summary>
    public const int HttpExecutions = Confirmations + Messages + Offers * TurnsOfADraft + BalanceSessions * TurnsOfABalance;

    /// <summary>
    /// By queue: inbound SMS, delivery reports, and items of work, which are an offer's effects and a reminder's wake-up.
    /// </summary>
    public static readonly int[] ExecutionsByQueue = [Confirmations, Messages, Offers + Reminders];

    public static readonly int QueueExecutions = ExecutionsByQueue.Sum();

    /// <summary>docs/architecture.md: twelve storage calls from an answer to both receipts, one of them on a queue.</summary>
    public const int CallsOfAConfirmation = 12;

    /// <summary>docs/architecture.md: eighteen calls for a page of 500 recipients.</summary>
    public const decimal CallsOfATip = 0.036m;

    /// <summary>
    /// A menu's read and write for each turn; a draft reads two lines more and its end commits, sends and clears in nine; a reminder reads
    /// its bucket's row, agreement and line and writes five; a report reads and writes its message.
    /// </summary>
    public const decimal TableOperations = Offers * (2 * TurnsOfADraft + 2 + 9) + Confirmations * (CallsOfAConfirmation - 1) + Reminders * 8
        + Tips * CallsOfATip + 2 * Messages + BalanceSessions * (2 * TurnsOfABalance + 2);

    /// <summary>Each message on a queue is sent, received and deleted; an offer's guard is released besides.</summary>
    public static readonly int QueueOperations = 3 * QueueExecutions + Offers;

    /// <summary>Bytes that a month leaves in the tables: twenty messages, four agreements, their entries and reports.</summary>
    public const decimal KilobytesKept = 45;
}
