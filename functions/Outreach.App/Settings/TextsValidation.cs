using Microsoft.Extensions.Options;
using Outreach.Core.Texts;

namespace Outreach.App;

/// <summary>Stops the start for a faulty language file, so that no person receives the fault.</summary>
public sealed class TextsValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) =>
        TextFaults.All.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(TextFaults.All);
}
