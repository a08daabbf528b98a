using System.ComponentModel.DataAnnotations;
using Outreach.Core.Figures;

namespace Outreach.App;

/// <summary>
/// The days that each kind of data is kept, section <c>Outreach:Retention</c>. docs/privacy.md says it of each table.
/// </summary>
public sealed class RetentionOptions
{
    private const string Wrong = "{0} under Outreach__Retention is a number of days from {1} to {2}.";

    /// <summary>
    /// Words, phone and person of a message after its last change; state and price stay. The figures of own acts need them for two months.
    /// </summary>
    [Range(OwnActs.AsksKnownFor, 3_650, ErrorMessage = Wrong)]
    public int MessageTexts { get; set; } = 90;

    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int Inbox { get; set; } = 180;

    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int Sessions { get; set; } = 400;

    /// <summary>The rows of an imported file; the counts stay.</summary>
    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int ImportRows { get; set; } = 30;

    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int Poison { get; set; } = 90;

    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int Tasks { get; set; } = 365;

    /// <summary>The numbers, names and words of what took two owners, since it was decided; who decided stays.</summary>
    [Range(65, 3_650, ErrorMessage = Wrong)]
    public int Approvals { get; set; } = 400;

    /// <summary>The numbers of a provider's payment since it came, unless it waits for its agreement.</summary>
    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int TransferPhones { get; set; } = 400;

    /// <summary>A broadcast with its batches since its end, or since it was drafted and never launched.</summary>
    [Range(65, 3_650, ErrorMessage = Wrong)]
    public int Broadcasts { get; set; } = 730;

    /// <summary>A clerk's sheet since it was told first; its rows that were not told go after <see cref="ImportRows"/>.</summary>
    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int Sheets { get; set; } = 400;

    /// <summary>What went to partners' targets: ids, no words.</summary>
    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int EventDeliveries { get; set; } = 30;

    /// <summary>The records of a person's former second contacts.</summary>
    [Range(8, 3_650, ErrorMessage = Wrong)]
    public int FormerContacts { get; set; } = 400;
}
