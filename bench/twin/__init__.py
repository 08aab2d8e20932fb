"""The journey of `forms/procedures/banc.yaml`, as a good developer would write it by hand."""
