using System.Globalization;
using System.Text;
using Outreach.App;

namespace Outreach.Storage;

/// <summary>All physical names in storage, and the escaping of keys. Renaming one here abandons the data under the old name.</summary>
public static class TableNames
{
    /// <summary>The longest key that Azure takes, in UTF-16 units, counted after escaping (1 KiB).</summary>
    public const int MaxKeyLength = 512;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The table's name in the storage account: letters and digits only.</summary>
    public static string Of(Table table) => table switch
    {
        Table.Subscribers => "Subscribers",
        Table.Agreements => "Agreements",
        Table.Accounts => "Accounts",
        Table.Messages => "Messages",
        Table.Broadcasts => "Broadcasts",
        Table.Batches => "Batches",
        Table.Programmes => "Programmes",
        Table.People => "People",
        Table.Due => "Due",
        Table.ProviderIds => "ProviderIds",
        Table.Tasks => "Tasks",
        Table.Audit => "Audit",
        Table.Poison => "Poison",
        Table.Ledger => "Ledger",
        Table.Letters => "Letters",
        Table.Pulses => "Pulses",
        Table.Transactions => "Transactions",
        Table.Unassigned => "Unassigned",
        Table.Approvals => "Approvals",
        Table.Requests => "Requests",
        Table.Inbox => "Inbox",
        Table.Sessions => "Sessions",
        Table.Consents => "Consents",
        Table.Imports => "Imports",
        Table.Persons => "Persons",
        Table.Limits => "Limits",
        Table.Sweeps => "Sweeps",
        Table.DataCodes => "DataCodes",
        Table.Paces => "Paces",
        Table.TipDays => "TipDays",
        Table.Learners => "Learners",
        Table.Courses => "Courses",
        Table.Intakes => "Intakes",
        Table.Certificates => "Certificates",
        Table.FigureParts => "FigureParts",
        Table.Figures => "Figures",
        Table.Standings => "Standings",
        Table.Groups => "Groups",
        Table.Budgets => "Budgets",
        Table.Endings => "Endings",
        Table.Disputes => "Disputes",
        Table.Staff => "Staff",
        Table.Organisations => "Organisations",
        Table.Sheets => "Sheets",
        Table.EventTargets => "EventTargets",
        Table.EventDeliveries => "EventDeliveries",
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No physical name is set for this table."),
    };

    /// <summary>The queue's name in the storage account; the trigger attributes use the same constants.</summary>
    public static string Of(Queue queue) => queue switch
    {
        Queue.InboundSms => QueueNames.InboundSms,
        Queue.DeliveryReports => QueueNames.DeliveryReports,
        Queue.Work => QueueNames.Work,
        Queue.Bulk => QueueNames.Bulk,
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "No physical name is set for this queue."),
    };

    /// <summary>The queue's poison queue, by the Functions host's own name.</summary>
    public static string PoisonOf(Queue queue) => Of(queue) + QueueNames.PoisonSuffix;

    /// <summary>Writes a partition or row key with the characters that Azure allows.</summary>
    /// <remarks>
    /// A forbidden character (<c>/ \ # ?</c> and control characters) becomes the nearest allowed character below and two hex digits. That
    /// lower character is escaped too, so <c>#</c> is <c>"23</c> and <c>/</c> is <c>.2f</c>. No code begins another, and codes keep the
    /// order of their characters, so ordinal order holds for all keys.
    /// </remarks>
    /// <exception cref="ArgumentException">The key is over <see cref="MaxKeyLength"/>, or holds half a surrogate pair.</exception>
    public static string EscapeKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var escaped = new StringBuilder(key.Length);
        foreach (var c in key)
        {
            if (Lead(c) is { } lead) escaped.Append(lead).Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            else escaped.Append(c);
        }
        return Checked(escaped.ToString());
    }

    /// <summary>Reverses <see cref="EscapeKey"/>.</summary>
    public static string UnescapeKey(string escaped)
    {
        ArgumentNullException.ThrowIfNull(escaped);
        var key = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (Lead(escaped[i]) is null) key.Append(escaped[i]);
            else
            {
                key.Append((char)int.Parse(escaped.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
        }
        return key.ToString();
    }

    private static char? Lead(char c) => c switch
    {
        <= '!' => '!',
        '"' or '#' => '"',
        '.' or '/' => '.',
        '>' or '?' => '>',
        '[' or '\\' => '[',
        >= '~' and <= '\u009f' => '~',
        _ => null,
    };

    private static string Checked(string escaped)
    {
        if (escaped.Length > MaxKeyLength)
            throw new ArgumentException($"A key takes at most {MaxKeyLength} characters once escaped; this one has {escaped.Length}.");
        try
        {
            _ = Strict.GetByteCount(escaped);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("A key cannot hold half a surrogate pair.", e);
        }
        return escaped;
    }
}

/// <summary>The queues' names as constants, for trigger attributes.</summary>
public static class QueueNames
{
    public const string InboundSms = "inbound-sms";
    public const string DeliveryReports = "delivery-reports";
    public const string Work = "work";
    public const string Bulk = "bulk";

    /// <summary>The Functions host's suffix for a poison queue's name.</summary>
    public const string PoisonSuffix = "-poison";

    public const string InboundSmsPoison = InboundSms + PoisonSuffix;
    public const string DeliveryReportsPoison = DeliveryReports + PoisonSuffix;
    public const string WorkPoison = Work + PoisonSuffix;
    public const string BulkPoison = Bulk + PoisonSuffix;
}
