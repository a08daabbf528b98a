using Microsoft.Extensions.Options;
using Outreach.Core.Texts;

namespace Outreach.App;

/// <summary>A language file with a fault would be found by the person who is written to: no host starts with one.</summary>
public sealed class TextsValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) =>
        TextFaults.All.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(TextFaults.All);
}
